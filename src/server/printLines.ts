import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

/** Writes the few lines that `npm start` and `npm run demo` show; coloured only on a terminal. */
export type Printer = {
  /** Something is ready: what, and where or how. */
  ready: (name: string, text: string) => void
  /** Something goes on that takes a while. */
  going: (name: string, text: string) => void
  /** Something went wrong, and what is done about it. */
  trouble: (name: string, text: string) => void
  /** A line of its own. */
  line: (text?: string) => void
  /** A word in a colour, for a line. */
  colour: (style: Style, text: string) => string
}

/** The stream is standard output, but for what must not be mixed with it (a result in JSON). */
export function makePrinter(stream: NodeJS.WriteStream = process.stdout): Printer {
  const colour = (style: Style, text: string) => styleText(style, text, { stream })
  const line = (text = '') => {
    stream.write(`${text}\n`)
  }
  const named = (mark: string, name: string, text: string) =>
    line(`  ${mark} ${name.padEnd(12)}${text}`)
  return {
    ready: (name, text) => named(colour('green', '✓'), name, text),
    going: (name, text) => named(colour('blue', '…'), name, text),
    trouble: (name, text) => named(colour('red', '!'), name, text),
    line,
    colour,
  }
}
