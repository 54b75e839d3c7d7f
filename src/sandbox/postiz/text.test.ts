import { expect, test } from 'vitest'
import { measureText } from './rules/measureText.ts'
import { sanitiseContent } from './rules/sanitiseContent.ts'
import { showText } from './rules/showText.ts'
import { openTestSandbox, postBody } from './testing/openTestSandbox.ts'

test.each([
  ['Tom & Jerry', 'Tom &amp; Jerry'],
  ['a<b then c>d', 'ad'],
  ['1 < 2', '1 &lt; 2'],
  ['a &lt; b &amp;amp; c', 'a &lt; b &amp;amp; c'],
  ['<p>x</p>', '<p>x</p>'],
  ['<p>one<p>two', '<p>one</p><p>two</p>'],
  ['<div><p>x</p></div>', '<p>x</p>'],
  ['<b>x</b><em>y</em>', 'xy'],
  ['x<script>alert(1)</script>y', 'xy'],
  ['<style>p{}</style>z', 'z'],
  ['<!-- note -->z', 'z'],
  ['<p onclick="a()" class="k" style="b">x</p>', '<p class="k">x</p>'],
  [
    '<a href="https://a.example" target="_blank">a</a>',
    '<a href="https://a.example" target="_blank">a</a>',
  ],
  ['<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
  ['<span data-mention-id="7" data-x="1">@a</span>', '<span data-mention-id="7">@a</span>'],
  ['a<br/>b', 'a<br>b'],
  ['<ul><li>a<li>b</ul>', '<ul><li>a</li><li>b</li></ul>'],
  ['x</p>y</strong>', 'x<p></p>y'],
  ['&copy; &hellip; &#8364; &nope;', '© … € &amp;nope;'],
])('Postiz keeps of %j %j', (content, kept) => {
  expect(sanitiseContent(content)).toBe(kept)
})

test.each([
  ['without a tag it is passed on as it is', 'Tom &amp; Jerry', 'Tom &amp; Jerry'],
  ['one bare paragraph is one line', '<p>line1</p><p></p><p>line3</p>', 'line1\n\nline3'],
  ['entities in paragraphs are read', '<p>Tom &amp; Jerry &lt;3</p>', 'Tom & Jerry <3'],
  ['paragraphs with attributes only are literal', '<p class="a">x</p>', '<p class="a">x</p>'],
  ['tags without a paragraph are literal', '<strong>x</strong>', '<strong>x</strong>'],
  ['a break joins its lines', '<p>a<br>b</p>', 'ab'],
  ['strong becomes bold letters', '<p><strong>Ab1</strong> c</p>', '𝗔𝗯𝟭 c'],
  ['underlined letters get a line', '<p><u>ab</u></p>', 'a\u0332b\u0332'],
  ['a list has dashes', '<p>x</p><ul><li>a</li><li>b</li></ul>', 'x\n- a\n- b'],
  ['a link is its text', '<p><a href="https://a.example">see</a></p>', 'see'],
])('in the normal editor, %s', (_, content, shown) => {
  expect(showText({ content, editor: 'normal' })).toEqual({ sent: shown, shown })
})

test('a Markdown editor gets a trailing newline, an HTML one gets HTML', () => {
  const content = '<p><strong>a</strong> &amp; b</p>'
  expect(showText({ content, editor: 'markdown' })).toEqual({ sent: '**a** & b\n', shown: 'a & b' })
  expect(showText({ content, editor: 'html' })).toEqual({ sent: content, shown: 'a & b' })
  expect(showText({ content: 'a &amp; b', editor: 'html' }).shown).toBe('a & b')
})

test.each([
  ['bluesky', '<p>abc</p>', 3],
  ['bluesky', 'a &amp; b', 9],
  ['bluesky', '<p>a &amp; b</p>', 5],
  ['bluesky', '<p>😀</p>', 2],
  ['x', '<p>日本</p>', 4],
  ['x', `<p>https://a.example/${'x'.repeat(40)}</p>`, 58],
  ['x', '<p>https://a.io</p>', 23],
])('on %s, %s has the length %i', (identifier, content, length) => {
  expect(measureText({ content, identifier })).toBe(length)
})

test('what is stored and what is shown are Postiz’s, from the request to the wall', async () => {
  const { api, waitForPublications } = await openTestSandbox()
  const date = '2026-02-02T02:02:02.222Z'
  for (const content of ['Tom & Jerry', '<p>Tom &amp; Jerry</p><p></p><p>1 &lt; 2</p>'])
    await api('POST', '/posts', { body: postBody({ content, date }) })
  const { posts } = (await api('GET', `/posts?startDate=${date}&endDate=${date}`)).json
  expect(posts.map(({ content }: { content: string }) => content)).toEqual([
    'Tom &amp; Jerry',
    '<p>Tom &amp; Jerry</p><p></p><p>1 &lt; 2</p>',
  ])
  const { publications } = await waitForPublications(2)
  expect(publications.map(({ text }) => text)).toEqual(['Tom &amp; Jerry', 'Tom & Jerry\n\n1 < 2'])
})
