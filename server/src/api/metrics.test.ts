import { expect, it, vi } from 'vitest'
import { composeFile } from '../../testing/compose.ts'
import { openStage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000 })

function valueOf(text: string, name: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.slice(name.length + 1))
}

it('counts passes, deployments and errors, in the text format', async () => {
  await using stage = await openStage()
  const read = async (): Promise<string> => (await stage.ask('GET', '/metrics')).text
  const before = await read()
  expect(valueOf(before, 'kesako_passes_total{result="ended"}')).toBe(0)
  expect(valueOf(before, 'kesako_last_successful_pass_timestamp_seconds')).toBeUndefined()
  expect(valueOf(before, 'kesako_deployments_total{outcome="deployed"}')).toBe(0)

  await stage.push({ 'docker-compose-shop.yml': composeFile() })
  await stage.ask('POST', '/api/sync?wait=true', { body: {} })
  stage.engine.fault({ match: { path: '/services' }, status: 500 })
  await stage.runner.trigger({ name: 'test', via: 'timer' })

  const text = await read()
  expect(valueOf(text, 'kesako_deployments_total{outcome="deployed"}')).toBe(1)
  expect(valueOf(text, 'kesako_passes_total{result="ended"}')).toBeGreaterThan(0)
  expect(valueOf(text, 'kesako_passes_total{result="failed"}')).toBe(1)
  expect(valueOf(text, 'kesako_engine_errors_total')).toBe(1)
  expect(valueOf(text, 'kesako_queue_depth')).toBe(0)
  const last = valueOf(text, 'kesako_last_successful_pass_timestamp_seconds') ?? 0
  expect(Math.abs(last * 1000 - Date.now())).toBeLessThan(60_000)
  const count = valueOf(text, 'kesako_pass_duration_seconds_count')
  expect(valueOf(text, 'kesako_pass_duration_seconds_bucket{le="+Inf"}')).toBe(count)
  for (const name of ['process_resident_memory_bytes', 'process_cpu_seconds_total']) {
    expect(valueOf(text, name)).toBeGreaterThan(0)
  }
})

it('every line is a comment or a sample, and every metric says what it is', async () => {
  await using stage = await openStage()
  const { text } = await stage.ask('GET', '/metrics')
  const lines = text.trimEnd().split('\n')
  const typed = new Set(lines.flatMap((line) => /^# TYPE (\S+) /.exec(line)?.[1] ?? []))
  const untyped = lines
    .filter((line) => !line.startsWith('#'))
    .filter((line) => {
      const [, name = ''] = /^([a-z_]+)(?:\{[^}]*\})? -?[0-9.e+-]+$/.exec(line) ?? []
      return !typed.has(name) && !typed.has(name.replace(/_(bucket|sum|count)$/, ''))
    })
  expect(untyped).toEqual([])
})
