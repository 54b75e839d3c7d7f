import type { Payload } from 'payload'
import { expect, test } from 'vitest'
import { tableOf } from './tableOf.ts'

const payload = {
  db: {
    tableNameMap: new Map([
      ['users', 'users'],
      ['our_clients', 'our_clients'],
      ['our_clients_tags', 'our_clients_tags'],
      ['press_images', 'files_of_old'],
    ]),
  },
} as unknown as Payload

test.each([
  ['users', 'users'],
  ['our-clients', 'our_clients'],
  ['ourClients', 'our_clients'],
  ['press-images', 'files_of_old'],
])('the table of "%s" is %s', (slug, table) => {
  expect(tableOf(payload, slug)).toBe(table)
})

test('a collection without a table is named', () => {
  expect(() => tableOf(payload, 'nobody')).toThrow('"nobody"')
})
