/** The lower 32 bits of a whole number of at least 0: all that the docker CLI keeps of ports and modes. */
export function asUint32(value: number): number {
  return Number(BigInt.asUintN(32, BigInt(Math.trunc(value))))
}
