/** Image of the sample: one static program, made on this machine, of no registry. */
export const SAMPLE_IMAGE = 'kesako-sample:1'

/**
 * The files of the first commit: two small stacks and a page about them.
 * Ports are published in host mode and names resolve by DNS, so that it answers without IPVS too.
 *
 * @param port free port on the node that the page answers on
 */
export function sampleFiles(port: number): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', README],
    ['docker-compose-hello.yml', hello(port)],
    ['hello/index.html', PAGE],
    ['docker-compose-clock.yml', CLOCK],
  ])
}

const README = `# Stacks

What runs on the swarm. Kesako keeps the swarm equal to this repository:
change a file, commit, push, and the stacks that the commit touches are deployed.

- \`docker-compose-hello.yml\`: a web page, served from a config file
- \`docker-compose-clock.yml\`: a worker that writes the time into its log
`

function hello(port: number): string {
  return `version: "3.8"

x-kesako:
  resolveImage: never # the image was made on this machine; no registry knows it

services:
  web:
    image: ${SAMPLE_IMAGE}
    command: ["httpd", "-f", "-p", "8000", "-h", "/www"]
    configs:
      - source: page
        target: /www/index.html
    ports:
      - target: 8000
        published: ${port}
        mode: host
    healthcheck:
      test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8000/"]
      interval: 2s
      timeout: 2s
      retries: 3
    stop_grace_period: 1s
    deploy:
      replicas: 1
      endpoint_mode: dnsrr
      update_config:
        order: stop-first
        monitor: 2s

configs:
  page:
    file: ./hello/index.html
`
}

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Hello from the swarm</title>
  <h1>Hello from the swarm</h1>
  <p>Change hello/index.html, commit and push: only this stack is deployed again.</p>
</html>
`

const CLOCK = `version: "3.8"

x-kesako:
  resolveImage: never

services:
  worker:
    image: ${SAMPLE_IMAGE}
    command: ["sh", "-c", "trap 'exit 0' TERM; while :; do date; sleep 10 & wait; done"]
    stop_grace_period: 1s
    deploy:
      replicas: 1
      update_config:
        monitor: 2s
`
