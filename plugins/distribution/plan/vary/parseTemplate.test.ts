import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeTemplate, parseTemplate } from './parseTemplate.ts'
import { render } from './render.ts'
import type { Template } from './template.ts'

const read = (source: string, pools: string[] = []): Template => {
  const parsed = parseTemplate(source, { pools })
  if ('faults' in parsed) throw new Error(parsed.faults[0]?.message)
  return parsed.template
}

/** Always the alternative at this place, or the last. */
const write = (source: string, place = 0): string =>
  render(read(source, ['summer']).pieces, {
    choose: ({ branches }, inner) =>
      inner(branches[Math.min(place, branches.length - 1)]?.pieces ?? []),
    fill: ({ name, fallback }) => `<${name}${fallback === undefined ? '' : `:${fallback}`}>`,
    tags: (pool) => `<#${pool}>`,
  })

describe('a template is read to the letter', () => {
  it.each([
    ['Plain, with a | bar.', 'Plain, with a | bar.'],
    ['{Hello|Hi} there', 'Hello there'],
    ['{|Hi }there', 'there'],
    ['{{a|b}|c}', 'a'],
    ['{a {b|c}|d}', 'a b'],
    ['{{{channel.name}}|our shop}', '<channel.name>'],
    ['{{ channel.name }}!', '<channel.name>!'],
    ['{{label.city|your \\{town\\}}}', '<label.city:your {town}>'],
    ['{{label.city|}}', '<label.city:>'],
    ['{{tags.summer}}', '<#summer>'],
    ['\\{a\\|b\\} \\\\ ¯\\_(ツ)_/¯ \\', '{a|b} \\ ¯\\_(ツ)_/¯ \\'],
    ['{one\\|two|three}', 'one|two'],
  ])('%s', (source, text) => expect(write(source)).toBe(text))

  it('takes any text that is escaped as it is', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('{', '}', '|', '\\', 'channel.name', 'a', '\n') }),
    )
    fc.assert(
      fc.property(texts, (text) => {
        expect(write(escapeTemplate(text))).toBe(text)
      }),
    )
  })
})

describe('a fault has its code, its place and what to do', () => {
  it.each([
    ['Hello {a|b', 'TEMPLATE_BRACE_UNCLOSED', 1, 7],
    ['one\ntwo }', 'TEMPLATE_BRACE_UNOPENED', 2, 5],
    ['a {b} c', 'TEMPLATE_ALTERNATIVE_MISSING', 1, 3],
    ['a {} c', 'TEMPLATE_ALTERNATIVE_MISSING', 1, 3],
    ['{{name}}', 'TEMPLATE_VARIABLE_UNKNOWN', 1, 1],
    ['x {{channel.town}}', 'TEMPLATE_VARIABLE_UNKNOWN', 1, 3],
    ['x {{channel.name|a|b}}', 'TEMPLATE_VARIABLE_UNENDED', 1, 3],
    ['x {{channel.name} y', 'TEMPLATE_VARIABLE_UNENDED', 1, 3],
    ['{{label.city|a\\}}', 'TEMPLATE_VARIABLE_UNENDED', 1, 1],
    ['{{tags.winter}}', 'TEMPLATE_POOL_UNKNOWN', 1, 1],
    ['{'.repeat(100_000), 'TEMPLATE_TOO_DEEP', 1, 11],
    ['{a|b}'.repeat(20_000), 'TEMPLATE_TOO_LARGE', 1, 2001],
    ['a'.repeat(100_001), 'TEMPLATE_TOO_LONG', 1, 1],
  ])('%.30s', (source, code, line, column) => {
    const parsed = parseTemplate(source, { pools: ['summer'] })
    expect(parsed).toMatchObject({ faults: [{ code, at: { line, column } }] })
    expect('faults' in parsed && parsed.faults[0]?.message).toMatch(/\.$/)
  })

  it('tells all unknown names at once', () => {
    expect(parseTemplate('{{a}} {{b|c}|d} {{shop.town}}')).toMatchObject({
      faults: [{ at: { column: 1 } }, { at: { column: 17 } }],
    })
  })
})

it('answers about any text, and quickly about awkward ones', () => {
  const awkward = fc.string({
    unit: fc.constantFrom('{', '}', '|', '\\', '{{', '}}', 'label.', 'tags.summer', 'a', '\n'),
  })
  fc.assert(
    fc.property(awkward, (source) => {
      const parsed = parseTemplate(source, { pools: ['summer'] })
      if ('faults' in parsed) expect(parsed.faults.length).toBeGreaterThan(0)
      else expect(write(source)).toEqual(expect.any(String))
    }),
  )
  for (const unit of ['{{label.a|', '\\', '{{label.a|\\', '|', '{{ ']) {
    parseTemplate(unit.repeat(100_000 / unit.length))
  }
})
