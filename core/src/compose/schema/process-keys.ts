import { checkWords } from '../syntax/shell-words.ts'
import { choice, key, list, record } from './schema.ts'
import { bool, checked, duration, pairs, suggested, text, textOrList, unsigned } from './values.ts'

const command = choice(checked('a command line', checkWords), list(text))

const healthcheck = record({
  test: key(
    'The command that says whether the container is healthy, by its exit code. A list starts with CMD, CMD-SHELL or NONE; a text is run by a shell.',
    choice(text, list(text)),
    { example: '["CMD", "curl", "-f", "http://localhost/healthz"]' },
  ),
  interval: key('The time between two checks. Default 30s.', duration, { example: '10s' }),
  timeout: key('How long a check may take before it counts as failed. Default 30s.', duration, {
    example: '5s',
  }),
  retries: key(
    'After how many failed checks in a row the task is unhealthy and replaced. Default 3.',
    unsigned,
    { example: '3' },
  ),
  start_period: key(
    'The time that the container has to start, in which failed checks do not count. Default 0s.',
    duration,
    { since: 4, example: '30s' },
  ),
  start_interval: key(
    'The time between two checks during start_period. Default 5s; engines before 25 ignore it.',
    duration,
    { since: 12, example: '1s' },
  ),
  disable: key('Switches off the health check of the image. Default false.', bool, {
    example: 'true',
  }),
})

/** What runs in the containers of a service. */
export const processKeys = {
  image: key(
    'The image that tasks run. With a moving tag, the digest that was found at deployment is what every node pulls.',
    text,
    { example: 'nginx:1.27' },
  ),
  command: key(
    'The arguments for the entrypoint, in place of those of the image. A text is split as a shell would, without running one.',
    command,
    { example: '["--port", "8080"]' },
  ),
  entrypoint: key(
    'The program that is started, in place of that of the image. A text is split into words.',
    command,
    { example: '["/usr/local/bin/start"]' },
  ),
  environment: key(
    'Environment variables of the container. One without a value, or with an empty one, takes that of the variables of the deployment.',
    pairs,
    { example: '{ LOG_LEVEL: info }' },
  ),
  env_file: key(
    'Files with environment variables, one NAME=value a line; environment wins over them, and a later file over an earlier.',
    textOrList,
    { example: './web.env' },
  ),
  user: key(
    'The user, or user:group, that the process runs as. By default that of the image.',
    text,
    {
      example: '"1000:1000"',
    },
  ),
  working_dir: key('The folder that the process starts in. By default that of the image.', text, {
    example: '/srv/app',
  }),
  healthcheck: key(
    'How the container is asked whether it is healthy. An unhealthy task is replaced, and updates wait for healthy ones.',
    healthcheck,
    { example: '{ test: ["CMD", "true"], interval: 10s }' },
  ),
  init: key(
    'Runs a small init process first, which passes on signals and collects zombies. By default as the engine is set.',
    bool,
    { since: 7, example: 'true' },
  ),
  stop_signal: key(
    'The signal that asks the process to end. By default that of the image, else SIGTERM.',
    text,
    { example: 'SIGQUIT' },
  ),
  stop_grace_period: key(
    'How long the process has to end after the signal, before it is killed. Default 10s.',
    duration,
    { example: '1m' },
  ),
  restart: key(
    'An old form of deploy.restart_policy, which wins over it. A text of "no" does not keep the swarm from replacing tasks.',
    suggested({
      always: 'Whenever a task ends.',
      'unless-stopped': 'The same in a swarm.',
      'on-failure': 'When a task fails; on-failure:3 tries three times.',
      no: 'The same as without it: whenever a task ends.',
    }),
    { example: 'unless-stopped' },
  ),
  tty: key('Gives the process a terminal. Default false.', bool, { example: 'true' }),
  stdin_open: key('Keeps the standard input of the process open. Default false.', bool, {
    example: 'true',
  }),
}
