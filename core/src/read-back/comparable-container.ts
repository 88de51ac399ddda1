import type { Comparable } from './comparable.ts'
import { count, flag, present, textMap, textSet } from './comparable.ts'
import type { EngineFeatures } from './engine-features.ts'
import type { LiveNames } from './live-names.ts'
import { DEFAULT_STOP_GRACE_PERIOD_NS } from '../spec/engine-defaults.ts'
import type {
  ConfigReference,
  ContainerSpec,
  Healthcheck,
  Mount,
  Privileges,
  SecretReference,
} from '../spec/service-spec.ts'

/** The container's part of a service spec, for comparing; see `comparableService`. */
export function comparableContainer(
  container: ContainerSpec,
  names: LiveNames,
  features: EngineFeatures,
): Comparable {
  return {
    Image: container.Image,
    Labels: present(textMap(container.Labels)),
    Command: present(container.Command),
    Args: present(container.Args),
    Hostname: present(container.Hostname),
    Env: environment(container.Env),
    Dir: present(container.Dir),
    User: present(container.User),
    Groups: present(textSet(container.Groups)),
    Privileges: privileges(container.Privileges, names),
    Init: container.Init,
    StopSignal: present(container.StopSignal),
    TTY: flag(container.TTY),
    OpenStdin: flag(container.OpenStdin),
    ReadOnly: flag(container.ReadOnly),
    Mounts: mounts(container.Mounts, features),
    StopGracePeriod: container.StopGracePeriod ?? DEFAULT_STOP_GRACE_PERIOD_NS,
    Healthcheck: healthcheck(container.Healthcheck, features),
    Hosts: present(container.Hosts),
    DNSConfig: present(container.DNSConfig),
    Secrets: secretReferences(container.Secrets),
    Configs: configReferences(container.Configs),
    Isolation: isolation(container.Isolation),
    Sysctls: present(textMap(container.Sysctls)),
    CapabilityAdd: present(textSet(container.CapabilityAdd)),
    CapabilityDrop: present(textSet(container.CapabilityDrop)),
    Ulimits:
      container.Ulimits &&
      present(
        new Map(
          container.Ulimits.map(({ Name, Hard, Soft }) => [
            Name,
            { Hard: Hard ?? 0, Soft: Soft ?? 0 },
          ]),
        ),
      ),
  }
}

/** The engine reads the word in any case, and an unknown one as its default. */
function isolation(word: string | undefined): string | undefined {
  const lower = word?.toLowerCase()
  return lower === 'hyperv' || lower === 'process' ? lower : undefined
}

/** By name. A name without `=` unsets a variable of the image, which isn't the same as an empty one. */
function environment(env: readonly string[] | undefined): Comparable {
  if (env === undefined) return undefined
  const variables = env.map((line): readonly [string, string] => {
    const at = line.indexOf('=')
    return at < 0 ? [line, 'unset'] : [line.slice(0, at), line.slice(at)]
  })
  return present(new Map(variables))
}

function privileges(value: Privileges | undefined, names: LiveNames): Comparable {
  if (value === undefined) return undefined
  const credential = value.CredentialSpec
  return present({
    CredentialSpec: credential && {
      Config: names.config(credential.Config ?? ''),
      File: credential.File,
      Registry: credential.Registry,
    },
    SELinuxContext: value.SELinuxContext,
    NoNewPrivileges: flag(value.NoNewPrivileges),
  })
}

/** By target, which is unique. The engine drops `Consistency` and empty option objects. */
function mounts(list: readonly Mount[] | undefined, features: EngineFeatures): Comparable {
  if (list === undefined) return undefined
  const byTarget = list.map((mount) => {
    const volume = mount.VolumeOptions
    const value = present({
      Type: mount.Type,
      Source: mount.Source,
      ReadOnly: flag(mount.ReadOnly),
      BindOptions: mount.BindOptions && {
        Propagation: mount.BindOptions.Propagation?.toLowerCase(),
      },
      VolumeOptions: volume && {
        NoCopy: flag(volume.NoCopy),
        Labels: textMap(volume.Labels),
        Subpath: features.subpath ? volume.Subpath : undefined,
        DriverConfig: volume.DriverConfig && {
          Name: volume.DriverConfig.Name,
          Options: textMap(volume.DriverConfig.Options),
        },
      },
      TmpfsOptions: mount.TmpfsOptions && {
        SizeBytes: count(mount.TmpfsOptions.SizeBytes),
        Mode: count(mount.TmpfsOptions.Mode),
      },
    })
    return [mount.Target ?? '', value] as const
  })
  return present(new Map(byTarget))
}

function healthcheck(check: Healthcheck | undefined, features: EngineFeatures): Comparable {
  if (check === undefined) return undefined
  return present({
    Test: check.Test,
    Interval: count(check.Interval),
    Timeout: count(check.Timeout),
    StartPeriod: count(check.StartPeriod),
    StartInterval: features.startInterval ? count(check.StartInterval) : undefined,
    Retries: count(check.Retries),
  })
}

/** By the file that the container sees; which secret stands there is a field. */
function secretReferences(list: readonly SecretReference[] | undefined): Comparable {
  if (list === undefined) return undefined
  const byFile = list.map((reference) => {
    const { Name, ...file } = reference.File
    return [Name, present({ SecretName: reference.SecretName, File: file })] as const
  })
  return present(new Map(byFile))
}

function configReferences(list: readonly ConfigReference[] | undefined): Comparable {
  if (list === undefined) return undefined
  const byFile = list.map((reference) => {
    if (reference.File === undefined) {
      return [`runtime ${reference.ConfigName}`, { ConfigName: reference.ConfigName }] as const
    }
    const { Name, ...file } = reference.File
    return [Name, present({ ConfigName: reference.ConfigName, File: file })] as const
  })
  return present(new Map(byFile))
}
