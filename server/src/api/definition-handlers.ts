import { hasErrors, readDefinition, unifiedDiff } from '@kesako/core'
import type { DefinitionAtRevision } from '@kesako/repository'
import { readHead } from '../change/read-head.ts'
import { definitionEtag, definitionView } from '../definitions/definition-view.ts'
import { secretName } from '../definitions/pending-secrets.ts'
import { renderGiven, requireDefinition } from '../definitions/rendered-stack.ts'
import { optionsOf, settingsText } from '../definitions/stack-options.ts'
import { SHOWN_SUFFIX } from '../definitions/write-from-definition.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'
import { requireManaged } from './stack-handlers.ts'

type ReadHandlers = Pick<
  Handlers,
  'listDefinitions' | 'getDefinition' | 'renderDefinition' | 'getStackDefinition'
>

/** Reading stack definitions, and rendering without a trace. */
export function definitionHandlers(context: ApiContext): ReadHandlers {
  const { repository } = context
  return {
    async listDefinitions() {
      const { revision, state } = await readHead(repository)
      const all = revision === undefined ? [] : await repository.definitions(revision)
      return { body: { definitions: all.map((one) => definitionView(one, state.stacks)) } }
    },

    async getDefinition({ params: { name } }) {
      const { revision, state } = await readHead(repository)
      const found = await requireDefinition(repository, revision, name)
      const template = new TextDecoder().decode(found.bytes)
      const schema = found.definition?.schema ?? {}
      return {
        body: { ...definitionView(found, state.stacks), template, schema },
        headers: { ETag: definitionEtag(found) },
      }
    },

    async renderDefinition({ params: { name }, body }) {
      const { revision } = await readHead(repository)
      const definition =
        body.template === undefined
          ? await requireDefinition(repository, revision, name)
          : uncommitted(name, body.template)
      const stack = body.name ?? 'example'
      const rendered = await renderGiven(repository, definition, body.options, {}, (option) =>
        Promise.resolve(secretName(stack, option, SHOWN_SUFFIX)),
      )
      const { text, problems } = rendered
      if (text === undefined) return { body: { valid: false, problems } }
      const path = `docker-compose-${stack}.yml`
      const change = { path, content: new TextEncoder().encode(text) }
      const preview = await repository.preview(revision, [change], { only: stack })
      const all = [...problems, ...preview.stacks.flatMap((one) => one.problems)]
      return { body: { valid: !hasErrors(all), compose: text, problems: all } }
    },

    async getStackDefinition({ params: { name } }) {
      const { revision, state } = await readHead(repository)
      const stack = state.stacks.find((one) => one.name === name)
      if (stack === undefined || revision === undefined) {
        await requireManaged(context, name)
        throw new RequestProblem('stack-not-in-git', `The stack ${name} has no files in Git.`)
      }
      if (stack.definition === undefined) {
        const detail = `The stack ${name} is made from no stack definition.`
        throw new RequestProblem('definition-unknown', detail)
      }
      const options = optionsOf(await settingsText(repository, revision, stack))
      const [found] = await repository.definitions(revision, stack.definition.name)
      const rendered = found === undefined ? undefined : repository.render(found, options)
      const { composePath } = stack
      const committed =
        composePath === undefined ? undefined : await repository.readFile(revision, composePath)
      const isSecret = (option: string): boolean =>
        found?.definition?.options.get(option)?.secret === true
      const entries = Object.entries(options)
      return {
        body: {
          ...stack.definition,
          options: Object.fromEntries(entries.filter(([option]) => !isSecret(option))),
          secretOptions: entries.map(([option]) => option).filter(isSecret),
          diff:
            composePath === undefined || committed === undefined || rendered?.text === undefined
              ? ''
              : unifiedDiff([
                  {
                    path: composePath,
                    before: new TextDecoder().decode(committed),
                    after: rendered.text,
                  },
                ]),
          problems: rendered?.problems ?? [],
        },
      }
    },
  }
}

/** A definition that is still being written. */
export function uncommitted(name: string, template: string): DefinitionAtRevision {
  const path = `definitions/${name}/docker-compose-template.yml`
  const bytes = new TextEncoder().encode(template)
  return { name, path, bytes, digest: '', ...readDefinition(path, bytes) }
}
