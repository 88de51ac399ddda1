import type { ConfigSpec, SecretSpec } from '../../spec/object-spec.ts'
import { encodeBase64 } from '../../base64.ts'
import { byteOrder } from '../byte-order.ts'
import type { FileObject } from '../model/top-level.ts'
import { checkName } from '../names.ts'
import { filePath } from '../paths/file-path.ts'
import { describeUnreadable } from '../paths/unreadable.ts'
import { reportError } from '../report.ts'
import { type Conversion, fullName, stackLabels } from './conversion.ts'
import { whenFilled } from './present.ts'

/** Secrets to create: all that aren't external, used or not. */
export function convertSecrets(conversion: Conversion): readonly SecretSpec[] {
  return convertOwned('secret', conversion, (secret): SecretSpec => {
    const data = secret.driver === '' ? readData('secret', secret, conversion) : undefined
    const options = whenFilled('Options', secret.driverOptions)
    return {
      ...annotations('secret', secret, conversion),
      ...whenFilled('Data', data),
      ...(secret.driver === '' ? {} : { Driver: { Name: secret.driver, ...options } }),
      ...templating(secret),
    }
  })
}

/** Configs to create: all that aren't external, used or not. */
export function convertConfigs(conversion: Conversion): readonly ConfigSpec[] {
  return convertOwned('config', conversion, (config): ConfigSpec => ({
    ...annotations('config', config, conversion),
    Data: readData('config', config, conversion) ?? '',
    ...templating(config),
  }))
}

/** By name, each once: of two that are not equal the engine refuses the second. */
function convertOwned<Spec extends { readonly Name: string }>(
  kind: 'secret' | 'config',
  { model, report }: Conversion,
  convert: (object: FileObject) => Spec,
): readonly Spec[] {
  const specs = new Map<string, Spec>()
  for (const object of owned(model[`${kind}s`])) {
    const spec = convert(object)
    const before = specs.get(spec.Name)
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(spec)) {
      reportError(report, {
        code: `${kind}-name-twice`,
        message: `two ${kind}s have the name "${spec.Name}" and are not equal`,
        remedy: 'Give one of them another name.',
        place: object.at,
        path: `${kind}s.${object.key}`,
      })
    }
    specs.set(spec.Name, spec)
  }
  return [...specs.values()].toSorted((a, b) => byteOrder(a.Name, b.Name))
}

function owned(objects: ReadonlyMap<string, FileObject>): readonly FileObject[] {
  return [...objects.values()].filter((object) => !object.external)
}

function annotations(
  kind: 'secret' | 'config',
  object: FileObject,
  { stack, report }: Conversion,
): Pick<SecretSpec, 'Name' | 'Labels'> {
  const name = fullName(stack, object)
  checkName(kind, name, { place: object.at, path: `${kind}s.${object.key}` }, report)
  return { Name: name, Labels: stackLabels(stack, object.labels) }
}

function templating(object: FileObject): Pick<SecretSpec, 'Templating'> {
  return object.templateDriver === '' ? {} : { Templating: { Name: object.templateDriver } }
}

/** The largest contents that the engine takes, in bytes. */
const limits = { secret: 511_999, config: 1_023_999 } as const

function readData(
  kind: 'secret' | 'config',
  object: FileObject,
  conversion: Conversion,
): string | undefined {
  const spot = { place: object.fileAt, path: `${kind}s.${object.key}.file` }
  const resolved = filePath(object.file, conversion.base)
  if (object.file === '' || !('path' in resolved)) return undefined
  const read = conversion.files.get(resolved.path) ?? { kind: 'missing' }
  if (read.kind !== 'file') {
    reportError(conversion.report, { ...spot, ...describeUnreadable(resolved.path, read) })
    return undefined
  }
  const size = read.bytes.length
  if (size === 0 || size > limits[kind]) {
    reportError(conversion.report, {
      ...spot,
      code: size === 0 ? 'file-empty' : 'file-too-large',
      message: `the file "${resolved.path}" has ${size} bytes; a ${kind} has 1 to ${limits[kind]}`,
      remedy:
        size === 0 ? 'Write something into it.' : 'Put large data into a volume or into the image.',
    })
    return undefined
  }
  return encodeBase64(read.bytes)
}
