/** Parameters as they stand in an address: as `URLSearchParams` writes them, and without what a text reads as the mark of emphasis. */
export const writeParameters = (parameters: [string, string][]): string =>
  new URLSearchParams(parameters).toString().replaceAll('*', '%2A')

/**
 * An address with parameters added: what stands in it stays to the letter, and a parameter that it has already keeps its
 * value. What is no address of the web is given back as it is. Done twice it is the same as once.
 */
export const tagAddress = (
  address: string,
  parameters: [name: string, value: string][],
): string => {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) return address
  const missing = parameters.filter(([name]) => !url.searchParams.has(name))
  if (missing.length === 0) return address
  const [head = '', ...fragment] = address.split('#')
  const joint = !head.includes('?') ? '?' : /[?&]$/.test(head) ? '' : '&'
  return [`${head}${joint}${writeParameters(missing)}`, ...fragment].join('#')
}
