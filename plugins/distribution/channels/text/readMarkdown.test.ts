import { describe, expect, it } from 'vitest'
import { readMarkdown } from './readMarkdown.ts'

describe('Markdown becomes plain text', () => {
  it.each([
    ['**Sale** and *new* and __bold__ and _thin_', 'Sale and new and bold and thin'],
    ['***both*** **_nested_** *a **b** c*', 'both nested a b c'],
    ['(*really*), "**now**"!', '(really), "now"!'],
    [
      'See [our homes](https://x.example/a_b_c?d=1&e=_2_) today',
      'See our homes https://x.example/a_b_c?d=1&e=_2_ today',
    ],
    ['**[our homes](https://x.example)**', 'our homes https://x.example'],
    ['[https://x.example](https://x.example)', 'https://x.example'],
    ['[wiki](https://x.example/A_(b))', 'wiki https://x.example/A_(b)'],
    ['<https://x.example/_a_>', 'https://x.example/_a_'],
    ['**https://x.example/a_b**', 'https://x.example/a_b'],
    ['* a *b* c', '* a b c'],
  ])('%s', (markdown, text) => {
    expect(readMarkdown(markdown)).toBe(text)
  })

  it.each([
    'snake__case__x',
    '@_jane_ @__jane__ #_tag_',
    '4*5*6 and 4 * 5 * 6',
    '*open, never closed',
    'rated *****',
    '![alt](https://x.example)',
    '[1] and [2](not an address)',
    'a _b\nc_ d',
  ])('%s stays', (text) => {
    expect(readMarkdown(text)).toBe(text)
  })
})
