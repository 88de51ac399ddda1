import { startThrowawayEngine } from '../throwaway-engine.ts'
import { loadWorkload } from '../workload.ts'
import { engineBehaviour } from './behaviour.ts'

engineBehaviour('real engine', async () => {
  const engine = await startThrowawayEngine({ swarm: true })
  await loadWorkload(engine.host)
  return engine
})
