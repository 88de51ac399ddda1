import { engineBehaviour } from './behaviour.ts'
import { startFakeEngine } from './fake-engine.ts'

engineBehaviour('fake engine', startFakeEngine)
engineBehaviour('fake engine whose removed networks linger', () =>
  startFakeEngine({ networkLingerMs: 1_000 }),
)
engineBehaviour('fake engine of API 1.44 whose removed networks linger', () =>
  startFakeEngine({ apiVersion: '1.44', networkLingerMs: 1_000 }),
)
