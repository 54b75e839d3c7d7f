import type { CustomHeader } from './endpoint.ts'

/** Headers that belong to the connection, or by which the receiver knows us and what we sent. */
const own = new Set([
  'host',
  'connection',
  'content-length',
  'content-type',
  'content-encoding',
  'transfer-encoding',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'upgrade',
  'user-agent',
])

const isOwn = (name: string): boolean => own.has(name) || /^(?:proxy-|sec-|webhook-)/.test(name)

/** What is wrong with the headers that a receiver is to get besides ours; undefined where nothing is. */
export const checkHeaders = (headers: CustomHeader[]): string | undefined => {
  const names = headers.map(({ name }) => name.toLowerCase())
  const odd = names.find((name) => !/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
  if (odd !== undefined) return `"${odd}" cannot be the name of a header.`
  const taken = names.find(isOwn)
  if (taken !== undefined) return `The header "${taken}" is set by Postyard. Leave it out.`
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return `The header "${twice}" is there twice. Give it once.`
  const broken = headers.find(({ value }) => !/^[\x20-\x7e]*$/.test(value))
  if (broken) return `The value of "${broken.name}" holds characters that no header can carry.`
  return undefined
}
