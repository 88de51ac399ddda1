import { z } from 'zod'
import { RegistryHost, RegistryList, RegistryLogin, SavedRegistry } from '../view/registry-view.ts'
import { route } from './route.ts'

const params = z.object({ host: RegistryHost })
const host = { host: 'registry.example.org:5000' }

const saved = {
  registry: 'registry.example.org:5000',
  source: 'state',
  username: 'kesako',
  savedAt: '2026-11-23T09:41:07.000Z',
  savedBy: 'ana',
} as const

export const registryRoutes = {
  listRegistries: route({
    method: 'GET',
    path: '/api/registries',
    summary: 'Registries that there are credentials for, without the credentials',
    role: 'admin',
    answer: { kind: 'json', status: 200, schema: RegistryList },
    problems: [],
    example: { answer: { registries: [saved] } },
  }),
  saveRegistry: route({
    method: 'PUT',
    path: '/api/registries/:host',
    summary: 'Save the credentials for a registry, after a log-in with them',
    description:
      'The engine logs in to the registry first; what it refuses is not saved, unless `check` is false. What failed for want of access is tried again.',
    role: 'admin',
    params,
    body: RegistryLogin,
    answer: { kind: 'json', status: 200, schema: SavedRegistry },
    problems: ['registry-denied', 'registry-unreachable', 'engine-unreachable'],
    example: {
      params: host,
      body: { username: 'kesako', password: 'secret of the registry' },
      answer: { ...saved, check: 'The registry answered: Login Succeeded.' },
    },
  }),
  deleteRegistry: route({
    method: 'DELETE',
    path: '/api/registries/:host',
    summary: 'Forget the credentials for a registry',
    description: 'Services keep those that they were written with, until they are written again.',
    role: 'admin',
    params,
    answer: { kind: 'nothing' },
    problems: ['registry-unknown'],
    example: { params: host },
  }),
} as const
