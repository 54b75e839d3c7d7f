import { expect, test } from 'vitest'
import { readSchema } from './readSchema.ts'

test('a schema is read as fields, each of the kind that a person can fill', () => {
  const fields = readSchema({
    type: 'object',
    required: ['privacy'],
    properties: {
      __type: { type: 'string' },
      'plug-repost': { type: 'boolean' },
      privacy: { type: 'string', enum: ['PUBLIC', 'SELF_ONLY'] },
      isAd: { type: 'boolean', description: 'Says that it is paid for.' },
      url: { type: 'string', format: 'uri' },
      note: { type: 'string', minLength: 2, maxLength: 9 },
      music: { $ref: '#/definitions/Music' },
      count: { type: 'number' },
    },
    definitions: { Music: { type: 'object', properties: { id: { type: 'string' } } } },
  })
  expect(fields.map(({ path, kind }) => [path, kind])).toEqual([
    ['privacy', 'choice'],
    ['isAd', 'flag'],
    ['url', 'link'],
    ['note', 'text'],
    ['music', 'json'],
    ['count', 'json'],
  ])
  expect(fields[0]).toMatchObject({
    label: 'Privacy',
    isRequired: true,
    choices: [
      { value: 'PUBLIC', label: 'Public' },
      { value: 'SELF_ONLY', label: 'Self only' },
    ],
  })
  expect(fields[1]).toMatchObject({ isRequired: false, says: 'Says that it is paid for.' })
  expect(fields[3]).toMatchObject({ min: 2, max: 9 })
})

test('a schema that is one reference is followed; a sentence has no fields', () => {
  const whole = {
    $ref: '#/definitions/Settings',
    definitions: { Settings: { properties: { board: { type: 'string' } } } },
  }
  expect(readSchema(whole)).toMatchObject([{ path: 'board', kind: 'text' }])
  for (const none of ['No additional settings required', undefined, null, [], {}, 7]) {
    expect(readSchema(none)).toEqual([])
  }
})
