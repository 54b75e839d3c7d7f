import { Webhook } from 'standardwebhooks'
import { expect, it } from 'vitest'
import { makeSecret } from './makeSecret.ts'
import { readHeaders } from './readHeaders.ts'

it('makes secrets that sign, each another one', () => {
  const [one, other] = [makeSecret(), makeSecret()]
  expect(new Webhook(one).sign('id', new Date(), '{}')).toMatch(/^v1,/)
  expect(one).not.toBe(other)
})

it('reads headers as they are pasted, and names a line that is none', () => {
  expect(readHeaders(' Authorization: Bearer a:b \n\nX-Key:1')).toEqual({
    headers: [
      { name: 'Authorization', value: 'Bearer a:b' },
      { name: 'X-Key', value: '1' },
    ],
  })
  expect(readHeaders('X-Key: 1\nnothing').wrong).toBe('nothing')
})
