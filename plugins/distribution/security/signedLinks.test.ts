import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { openLink, signLink } from './signedLinks.ts'

const secret = 'a-secret-for-tests-that-nothing-else-uses'
const now = new Date('2026-05-04T10:00:00.000Z')
const end = new Date('2026-05-04T11:00:00.900Z')
const claim = { file: 'f', tenant: 't' }

test('a link opens what it was signed for, until its second', () => {
  const token = signLink(claim, end, secret)
  const opened = { ...claim, expiresAt: new Date('2026-05-04T11:00:00.000Z') }
  expect(openLink(token, now, secret)).toEqual(opened)
  expect(() => openLink(token, opened.expiresAt, secret)).toThrow(
    expect.objectContaining({ code: 'LINK_EXPIRED' }),
  )
  expect(token).not.toContain(secret)
})

test('a link says under which name its file is saved, and what is signed for one door opens no other', () => {
  const named = { ...claim, name: 'Run ☀️.mp4' }
  const token = signLink(named, end, secret, 'claim')
  expect(openLink(token, now, secret, 'claim')).toMatchObject(named)
  expect(() => openLink(token, now, secret)).toThrow(
    expect.objectContaining({ code: 'LINK_INVALID' }),
  )
})

test('a signature for another purpose opens no file', () => {
  const [body = ''] = signLink(claim, end, secret).split('.')
  for (const words of [`postyard:file:${body}`, `postyard:file:feed:${body}`, body]) {
    const signature = createHmac('sha256', secret).update(words).digest('base64url')
    expect(() => openLink(`${body}.${signature}`, now, secret)).toThrow(
      expect.objectContaining({ code: 'LINK_INVALID' }),
    )
  }
})
