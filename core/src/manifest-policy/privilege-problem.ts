import type { Problem } from '../problem.ts'
import type { Privilege, Reach } from './privilege.ts'

/** The problem of a privilege that nothing allows, for who would bring it into a stack. */
export function privilegeProblem(stack: string, { reach, service, spot }: Privilege): Problem {
  const { code, what, allow } = words(reach)
  const who = service === undefined ? `The stack ${stack}` : `The service ${service} of ${stack}`
  return {
    code,
    severity: 'error',
    message: `${who} ${what}, which the manifest policy does not allow.`,
    remedy: `Do without it, or let an admin make this change or allow it in kesako.yml: manifestPolicy.allow.${allow}.`,
    ...(spot === undefined ? {} : { place: spot.place, path: spot.path }),
  }
}

interface Words {
  readonly code: string
  readonly what: string
  /** What an admin writes below `manifestPolicy.allow`. */
  readonly allow: string
}

function words(reach: Reach): Words {
  switch (reach.kind) {
    case 'bind':
      return bindWords(reach)
    case 'mount':
      return {
        code: 'manifest-mount',
        what: `has a volume that mounts ${quoted(reach.device)} of the type ${quoted(reach.type)}`,
        allow: 'mounts',
      }
    case 'volume-driver':
      return driver('volume', reach.name)
    case 'network-driver':
      return driver('network', reach.name)
    case 'secret-driver':
      return driver('secret', reach.name)
    case 'capability':
      return {
        code: 'manifest-capability',
        what: `adds the capability ${reach.name}`,
        allow: `capabilities: [${reach.name}]`,
      }
    case 'credential-spec':
      return {
        code: 'manifest-credential-spec',
        what: `uses the credential spec ${quoted(reach.name)} of the node`,
        allow: 'credentialSpecs: true',
      }
    case 'host-network':
      return {
        code: 'manifest-host-network',
        what: "uses the node's own network",
        allow: 'hostNetwork: true',
      }
    case 'host-port': {
      const port = reach.published === 0 ? 'a port' : `the port ${reach.published}`
      return {
        code: 'manifest-host-port',
        what: `takes ${port} (${reach.protocol}) of its node in host mode`,
        allow: `hostPorts: [${reach.published}]`,
      }
    }
    case 'object':
      return {
        code: `manifest-foreign-${reach.object}`,
        what: `uses the ${reach.object} ${quoted(reach.name)}, which is of no stack of the one who changes it`,
        allow: `externals.${reach.object}s: [${reach.name}]`,
      }
  }
}

function bindWords({ source, readOnly, engine }: Extract<Reach, { readonly kind: 'bind' }>): Words {
  if (engine) {
    return {
      code: 'manifest-engine-socket',
      what: `mounts ${quoted(source)}, which leads to the socket of an engine`,
      allow: 'engineSocket: true',
    }
  }
  return {
    code: 'manifest-bind',
    what: `mounts the path ${quoted(source)} of its node`,
    allow: `binds: [${source}${readOnly ? ':ro' : ''}]`,
  }
}

function driver(kind: 'volume' | 'network' | 'secret', name: string): Words {
  return {
    code: `manifest-${kind}-driver`,
    what: `has a ${kind} of the driver ${quoted(name)}`,
    allow: `${kind}Drivers: [${name}]`,
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 200))
}
