import { readdir } from 'node:fs/promises'
import { labBridge, labSubnet, type Slot } from './lab-folder.ts'
import { runProgram, tryProgram } from './run-program.ts'

/** Between engines bridged packets pass through iptables, where an engine outside sets FORWARD to DROP. */
const forwardRule = ['FORWARD', '-i', labBridge, '-o', labBridge, '-j', 'ACCEPT']

/** Makes the lab's bridge if it is not there. Call it while holding the lab's lock. */
export async function ensureBridge(): Promise<void> {
  const present = await tryProgram('ip', ['link', 'show', labBridge])
  if (present.code !== 0) {
    await runProgram('ip', ['link', 'add', labBridge, 'type', 'bridge'])
    await runProgram('ip', ['addr', 'add', `${labSubnet}.1/24`, 'dev', labBridge])
    await runProgram('ip', ['link', 'set', labBridge, 'up'])
  }
  const rule = await tryProgram('iptables', ['-w', '-C', ...forwardRule])
  if (rule.code !== 0) await runProgram('iptables', ['-w', '-I', ...forwardRule])
}

/** Removes bridge and rule if no cable is left. Call it while holding the lab's lock. */
export async function removeBridge(): Promise<void> {
  const cables = await readdir(`/sys/class/net/${labBridge}/brif`).catch(() => [])
  if (cables.length > 0) return
  await tryProgram('iptables', ['-w', '-D', ...forwardRule])
  await tryProgram('ip', ['link', 'del', labBridge])
}

/** Puts one end of a cable into the network namespace of that process, as eth0, the other into the bridge. */
export async function plugIn(slot: Slot, pid: number): Promise<void> {
  await unplug(slot)
  const peer = ['peer', 'name', 'eth0', 'address', slot.macAddress, 'netns', String(pid)]
  await runProgram('ip', ['link', 'add', slot.interfaceName, 'type', 'veth', ...peer])
  await runProgram('ip', ['link', 'set', slot.interfaceName, 'master', labBridge, 'up'])
}

/** Takes the cable away. It goes by itself with its namespace, but a moment later. */
export async function unplug(slot: Slot): Promise<void> {
  await tryProgram('ip', ['link', 'del', slot.interfaceName])
}

/** Cuts a node off (`down`) or joins it again (`up`), while its engine runs on. */
export async function setCable(slot: Slot, state: 'up' | 'down'): Promise<void> {
  await runProgram('ip', ['link', 'set', slot.interfaceName, state])
}
