export type Header = { name: string; value: string }

/** Headers as people write them, one `Name: value` on a line; a line without a colon is no header and is named. */
export const readHeaders = (text: string): { headers: Header[]; wrong?: string } => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const wrong = lines.find((line) => !/^[^:]+:/.test(line))
  if (wrong !== undefined) return { headers: [], wrong }
  return {
    headers: lines.map((line) => {
      const at = line.indexOf(':')
      return { name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() }
    }),
  }
}
