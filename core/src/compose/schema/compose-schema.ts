import {
  bool,
  choice,
  driverOptions,
  list,
  namePattern,
  nothing,
  pairs,
  record,
  type Schema,
  since,
  text,
} from './schema.ts'
import { serviceSchema } from './service-schema.ts'

const external = choice(bool, record({ name: text }))
const externalFile = choice(bool, { ...record({ name: text }), otherKeys: true })

const network: Schema = {
  ...record({
    name: since(5, text),
    driver: text,
    driver_opts: driverOptions,
    ipam: record({ driver: text, config: list(record({ subnet: text })) }),
    external,
    internal: bool,
    attachable: since(2, bool),
    labels: pairs,
  }),
  extensions: 7,
}

const volume: Schema = {
  ...record({
    name: since(4, text),
    driver: text,
    driver_opts: driverOptions,
    external,
    labels: pairs,
    'x-cluster-spec': since(7, { is: 'any' }),
  }),
  extensions: 7,
}

const secret: Schema = {
  ...record({
    name: since(5, text),
    file: text,
    external: externalFile,
    labels: pairs,
    driver: since(8, text),
    driver_opts: since(8, driverOptions),
    template_driver: since(8, text),
  }),
  extensions: 7,
}

const config: Schema = {
  ...record({
    name: since(5, text),
    file: text,
    external: externalFile,
    labels: pairs,
    template_driver: since(8, text),
  }),
  extensions: 7,
}

function named(of: Schema): Schema {
  return { is: 'dict', of, keys: namePattern }
}

/** A whole Compose file, versions 3.0 to 3.13. */
export const composeSchema: Schema = {
  ...record({
    version: text,
    services: named(serviceSchema),
    networks: { is: 'dict', of: choice(network, nothing), keys: namePattern, otherKeys: true },
    volumes: named(choice(volume, nothing)),
    secrets: since(1, named(secret)),
    configs: since(3, named(config)),
  }),
  extensions: 4,
}
