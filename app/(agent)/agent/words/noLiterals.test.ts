import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = new URL('../', import.meta.url)

/** Names of apps are the same in every language. */
const names = ["'WhatsApp Business'", "'Samsung Internet'"]

/** Comments, errors and what goes to the console are for those who mend the page. */
const withoutAsides = (source: string): string =>
  source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/(new \w*(Error|Exception)|console\.\w+)\([^()]*\)/g, '')

/** What people would read: text between tags, labels, and sentences in quotes. */
const literals = (source: string, hasTags = true): string[] => {
  const code = withoutAsides(source)
  const tags = hasTags ? code : ''
  const found = [
    ...tags.matchAll(/[>}]\s*([^<>{}()=;'"`]*\p{L}{2}[^<>{}()=;'"`]*)<\//gu),
    ...tags.matchAll(/>\s*([^<>{}()=;'"`]*\p{L}{2}[^<>{}()=;'"`]*)\{/gu),
    ...code.matchAll(/\b(?:aria-label|title|placeholder|alt|label)="([^"]*\p{L}[^"]*)"/gu),
    ...code.matchAll(/((['"`])\p{Lu}[\p{Ll}’']* \p{L}[^'"`\n]*\2)/gu),
  ]
  return found.map((match) => (match[1] ?? '').trim()).filter((text) => !names.includes(text))
}

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) =>
    /\.tsx?$/.test(file) && !file.endsWith('.test.ts') && !/^words[\\/](en|pt)\.ts$/.test(file),
)

test('the scan sees text between tags, in labels and in quotes', () => {
  expect(literals('<p className={x}>Hello</p>')).toEqual(['Hello'])
  expect(literals('<p>Only {count} left</p>')).toEqual(['left', 'Only'])
  expect(literals('<button type="button" aria-label="Close">')).toEqual(['Close'])
  expect(literals("setSaid('Not sent yet.')")).toEqual(["'Not sent yet.'"])
})

test.each(sources)('%s says nothing that is not in the dictionary', (file) => {
  const source = readFileSync(fileURLToPath(new URL(file, root)), 'utf8')
  expect(literals(source, file.endsWith('.tsx'))).toEqual([])
})
