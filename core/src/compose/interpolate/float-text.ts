const decimal = /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/i
const hexadecimal = /^([-+]?)0x([0-9a-f]*)(?:\.([0-9a-f]*))?p([-+]?[0-9]{1,4})$/i

/** A float as the docker CLI reads it from text: hexadecimal and with underscores too. */
export function parseFloatText(text: string): number | undefined {
  if (!underscoresStandBetweenDigits(text)) return undefined
  const digits = text.replaceAll('_', '')
  if (decimal.test(digits)) return Number(digits)
  const match = hexadecimal.exec(digits)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', exponent = ''] = match
  if (whole === '' && fraction === '') return undefined
  const mantissa = Number(`0x${whole}${fraction}`)
  const value = mantissa * 2 ** (Number(exponent) - 4 * fraction.length)
  return sign === '-' ? -value : value
}

function underscoresStandBetweenDigits(text: string): boolean {
  return !/(?<![0-9a-fx])_|_(?![0-9a-f])/i.test(text)
}
