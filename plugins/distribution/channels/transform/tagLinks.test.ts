import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Channel } from '../../model/channel.ts'
import { judgeTemplate } from '../../model/fillTemplate.ts'
import { contentOf } from '../postiz/testing/media.ts'
import { plainText } from '../text/plainText.ts'
import { policyFor, transformFor } from './index.ts'
import { tagAddress } from './tagAddress.ts'

const parameters: [string, string][] = [
  ['utm_source', 'instagram'],
  ['utm_campaign', 'open house & more'],
]

describe('an address with parameters', () => {
  it.each([
    ['https://a.example', 'https://a.example?utm_source=x'],
    ['https://a.example/b?', 'https://a.example/b?utm_source=x'],
    ['https://a.example/b?c=%20d+e&f', 'https://a.example/b?c=%20d+e&f&utm_source=x'],
    ['https://a.example/b#c?d=1#e', 'https://a.example/b?utm_source=x#c?d=1#e'],
    ['https://bücher.example/ä?ö=ü', 'https://bücher.example/ä?ö=ü&utm_source=x'],
    ['https://a.example/?utm_source=', 'https://a.example/?utm_source='],
    ['mailto:me@a.example', 'mailto:me@a.example'],
    ['tel:+351123', 'tel:+351123'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['no address', 'no address'],
  ])('%s', (address, tagged) => {
    expect(tagAddress(address, [['utm_source', 'x']])).toBe(tagged)
  })

  it('whatever it is: leads to the same place with all that it had, once', () => {
    const heads = [
      ...[
        'https://a.example',
        'http://user:pass@b.example:8080/',
        'https://xn--bcher-kva.example/a/../b',
      ],
      ...['https://bücher.example/ä%20(b)', 'https://[2001:db8::1]/;c=1', 'HTTPS://C.Example/%zz'],
    ]
    const fragments = [undefined, '', 'd', 'd#e', '?f=1&utm_source=y', 'ü%20']
    const own = fc.constantFrom('a=1', 'b', 'c=%20x', 'utm_source=other', 'utm_campaign', 'ü=é', '')
    fc.assert(
      fc.property(
        fc.constantFrom(...heads),
        fc.array(own, { maxLength: 4 }),
        fc.constantFrom(...fragments),
        (head, queries, fragment) => {
          const query = queries.length > 0 ? `?${queries.join('&')}` : ''
          const whole = `${head}${query}${fragment === undefined ? '' : `#${fragment}`}`
          const tagged = tagAddress(whole, parameters)
          const [before, after] = [new URL(whole), new URL(tagged)]
          for (const part of ['protocol', 'host', 'pathname', 'hash'] as const) {
            expect(after[part]).toBe(before[part])
          }
          const had = [...before.searchParams]
          expect([...after.searchParams].slice(0, had.length)).toEqual(had)
          const added = parameters.filter(([name]) => !before.searchParams.has(name))
          expect([...after.searchParams].slice(had.length)).toEqual(added)
          expect(tagAddress(tagged, parameters)).toBe(tagged)
        },
      ),
      { numRuns: 500 },
    )
  })
})

const channel = (policy: Channel['policy']): Channel => ({
  id: 1,
  tenant: 1,
  name: 'Marina Estates (Lisbon)',
  platform: 'instagram-standalone',
  kind: 'manual',
  state: 'active',
  policy,
})

describe('the links of a post', () => {
  const link = 'https://www.marina.example/flats'
  const text = `See ${link}, [the plan](https://marina.example/plan#2) (https://marina.example/a_(b)), https://other.example/ and ${link}/7.`
  const utm = { source: '{platform}', campaign: '{post}', content: '{channel}', term: '' }

  it('are given the parameters of the channel, filled in', () => {
    const { content, changes } = transformFor(
      channel({ utm }),
      contentOf({ title: 'Open house: “Über den Dächern”!', text, link }),
    )
    const added = `utm_source=instagram-standalone&utm_campaign=open-house-%C3%BCber-den-d%C3%A4chern&utm_content=marina-estates-lisbon`
    expect(content.link).toBe(`${link}?${added}`)
    expect(content.canonicalLink).toBe(link)
    expect(content.text).toBe(text.replace(`${link},`, `${link}?${added},`))
    expect(changes.map(({ code, field }) => [code, field])).toEqual([['UTM_ADDED', 'link']])
    expect(plainText(content).endsWith(`${link}/7.`)).toBe(true)
  })

  it('are all given them that belong to its site, where the channel wants that', () => {
    const { content } = transformFor(
      channel({ utm: { source: 'x' }, utmOn: 'site' }),
      contentOf({ text, link, parts: [{ text: `<${link}>`, media: [], delayMinutes: 0 }] }),
    )
    expect(content.text).toBe(
      `See ${link}?utm_source=x, [the plan](https://marina.example/plan?utm_source=x#2) (https://marina.example/a_(b)?utm_source=x), https://other.example/ and ${link}/7?utm_source=x.`,
    )
    expect(content.parts?.[0]?.text).toBe(`<${link}?utm_source=x>`)
    const again = transformFor(channel({ utm: { source: 'x' }, utmOn: 'site' }), content)
    expect(again).toEqual({ content, changes: [], refusals: [] })
  })

  it('are left alone by a channel that says nothing, and of a post that has none', () => {
    const content = contentOf({ text })
    expect(policyFor(channel(undefined), 'A')).toBeUndefined()
    expect(policyFor(channel({ utm: { source: '' }, tooLong: 'refuse' }), 'A')).toBeUndefined()
    expect(transformFor(channel({ utm }), content)).toEqual({ content, changes: [], refusals: [] })
  })
})

it.each([
  ['{platform}-{post}', undefined],
  ['summer', undefined],
  ['{plan}', 'There is no {plan} to be filled in.'],
  ['{constructor}', 'There is no {constructor} to be filled in.'],
  ['{post', 'A brace stands alone.'],
])('the template %s', (template, flaw) => {
  const judged = judgeTemplate(template)
  if (flaw === undefined) expect(judged).toBeUndefined()
  else expect(judged).toContain(flaw)
})
