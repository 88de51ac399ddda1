import { expect, it } from 'vitest'
import { chooseKeys, naming } from './choose-keys.ts'

it('takes the name of the stack off what is its own, and gives each name a key of its own', () => {
  const keys = chooseKeys('shop', [
    { name: 'conf', own: false },
    { name: 'shop_conf', own: true },
    { name: 'shop_other', own: false },
    { name: 'fixed', own: true },
    { name: '{{.Task.Slot}}-data', own: true },
    { name: '{{}}', own: false },
  ])
  expect(Object.fromEntries(keys)).toEqual({
    shop_conf: 'conf',
    conf: 'conf-2',
    shop_other: 'shop_other',
    fixed: 'fixed',
    '{{.Task.Slot}}-data': 'Task.Slot--data',
    '{{}}': 'unnamed',
  })
})

it('leaves a reserved key to what bears it with the name of the stack', () => {
  expect(chooseKeys('s', [{ name: 'default', own: false }], ['default']).get('default')).toBe(
    'default-2',
  )
  expect(chooseKeys('s', [{ name: 's_default', own: true }], ['default']).get('s_default')).toBe(
    'default',
  )
})

it('names only what the key does not tell', () => {
  expect(naming('shop', 'conf', { name: 'shop_conf', own: true })).toEqual({})
  expect(naming('shop', 'conf', { name: 'conf', own: true })).toEqual({ name: 'conf' })
  expect(naming('shop', 'conf', { name: 'conf', own: false })).toEqual({ external: true })
  expect(naming('shop', 'c', { name: 'conf', own: false })).toEqual({
    external: true,
    name: 'conf',
  })
})
