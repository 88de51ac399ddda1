import { IMAGE_LABEL } from '../../labels.ts'
import type {
  EndpointSpec,
  Placement,
  PortConfig,
  ServiceSpec,
  TaskTemplate,
} from '../../spec/service-spec.ts'
import type { Deploy } from '../model/deploy.ts'
import type { Logging, Service } from '../model/service.ts'
import { checkService } from './check-service.ts'
import { convertContainer } from './container.ts'
import { type Conversion, scopedName, stackLabels } from './conversion.ts'
import { convertAttachments } from './networks.ts'
import { convertMode, convertRestartPolicy, convertUpdate } from './policies.ts'
import { whenFilled, whenSet } from './present.ts'
import { convertResources } from './resources.ts'
import { sortAsGo } from './sort-as-go.ts'

export function convertService(service: Service, conversion: Conversion): ServiceSpec {
  checkService(service, conversion)
  const { deploy } = service
  const { updateConfig, rollbackConfig } = deploy
  return {
    Name: scopedName(conversion.stack, service.name),
    Labels: { ...stackLabels(conversion.stack, deploy.labels), [IMAGE_LABEL]: service.image },
    TaskTemplate: convertTask(service, conversion),
    Mode: convertMode(deploy),
    ...whenSet('UpdateConfig', updateConfig && convertUpdate(updateConfig)),
    ...whenSet('RollbackConfig', rollbackConfig && convertUpdate(rollbackConfig)),
    EndpointSpec: convertEndpoint(service),
  }
}

function convertTask(service: Service, conversion: Conversion): TaskTemplate {
  return {
    ContainerSpec: convertContainer(service, conversion),
    Resources: convertResources(service.deploy),
    ...whenSet('RestartPolicy', convertRestartPolicy(service)),
    Placement: convertPlacement(service.deploy),
    Networks: convertAttachments(service, conversion),
    ...whenSet('LogDriver', service.logging && convertLogging(service.logging)),
    ForceUpdate: 0,
  }
}

function convertPlacement(deploy: Deploy): Placement {
  const preferences = deploy.spreads.map((spread) => ({ Spread: { SpreadDescriptor: spread } }))
  return {
    ...whenFilled('Constraints', deploy.constraints),
    ...whenFilled('Preferences', preferences),
    ...whenFilled('MaxReplicas', deploy.maxReplicasPerNode),
  }
}

function convertLogging({ driver, options }: Logging): NonNullable<TaskTemplate['LogDriver']> {
  return { ...whenFilled('Name', driver), ...whenFilled('Options', options) }
}

function convertEndpoint({ deploy, ports }: Service): EndpointSpec {
  const sorted = sortAsGo(ports, (port) => port.published).map((port): PortConfig => ({
    ...whenFilled('Protocol', port.protocol),
    ...whenFilled('TargetPort', port.target),
    ...whenFilled('PublishedPort', port.published),
    ...whenFilled('PublishMode', port.mode),
  }))
  return {
    ...whenFilled('Mode', deploy.endpointMode.toLowerCase()),
    ...whenFilled('Ports', sorted),
  }
}
