/**
 * Reads a Range header of one part (RFC 9110, section 14). Undefined means the whole: where there is no header, it
 * names several parts, ends before it begins, or is in another unit.
 */
export const readRange = (
  header: string | null,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const [first, last] = [match[1], match[2]]
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < start) return undefined
  return start > end || start >= size ? 'unsatisfiable' : { start, end }
}
