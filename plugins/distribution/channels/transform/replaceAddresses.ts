import { linkOrAddress } from '../text/readMarkdown.ts'

/** What ends a sentence, and not the address at the end of it. */
const stops = '.,;:!?"\'”’»]'

const count = (text: string, sign: string): number => text.split(sign).length - 1

/** An address in a sentence, without what ends the sentence or the brackets around it. */
const addressIn = (found: string): string => {
  let end = found.length
  let unopened = count(found, ')') - count(found, '(')
  for (; end > 0; end -= 1) {
    const last = found.charAt(end - 1)
    if (last === ')' && unopened > 0) unopened -= 1
    else if (!stops.includes(last)) break
  }
  return found.slice(0, end)
}

/** A Markdown text with other addresses: each that `replace` answers with another one. All else stays to the letter. */
export const replaceAddresses = (markdown: string, replace: (address: string) => string): string =>
  markdown.replace(linkOrAddress, (whole, label?: string, target?: string, bare?: string) => {
    if (label !== undefined && target !== undefined) {
      const words = label.trim() === target ? label.replace(target, () => replace(target)) : label
      return `[${words}](${replace(target)})`
    }
    if (bare !== undefined) return `<${replace(bare)}>`
    const address = addressIn(whole)
    return `${replace(address)}${whole.slice(address.length)}`
  })

/** The addresses of a Markdown text, in their order. */
export const addressesOf = (markdown: string): string[] => {
  const found: string[] = []
  replaceAddresses(markdown, (address) => {
    found.push(address)
    return address
  })
  return found
}
