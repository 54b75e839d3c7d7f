import { expect, it } from 'vitest'
import { markdownToHtml } from './markdownToHtml.ts'
import { plainText } from './plainText.ts'

it.each([
  ['**Sale** and *new*', '<p><strong>Sale</strong> and <em>new</em></p>'],
  ['One\ntwo\n\nthree', '<p>One<br>\ntwo</p>\n<p>three</p>'],
  [
    'See [our **homes**](https://x.example/a?b=1&c="2") at https://y.example.',
    '<p>See <a href="https://x.example/a?b=1&amp;c=&quot;2&quot;">our <strong>homes</strong></a> at <a href="https://y.example">https://y.example</a>.</p>',
  ],
  ['<script>alert(1)</script> & a<b', '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; a&lt;b</p>'],
  ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
  ['[<img src=x>](https://x.example)', '<p><a href="https://x.example">&lt;img src=x&gt;</a></p>'],
  ['  ', ''],
])('%j is %j in HTML', (markdown, html) => expect(markdownToHtml(markdown)).toBe(html))

it('says the link once in plain text', () => {
  const link = 'https://x.example/a'
  expect(plainText({ text: '**Look**', link })).toBe('Look\n\nhttps://x.example/a')
  expect(plainText({ text: 'Look: https://x.example/a', link })).toBe('Look: https://x.example/a')
})
