import { expect, it } from 'vitest'
import { isNobody, isOfAddress } from './readStatus.ts'

it.each([
  ['550 5.1.1 Nobody here', true],
  ['550-5.1.1 Nobody here\n550 5.1.1 at all', true],
  ['556 5.1.10 Takes no mail', true],
  ['550 5.1.1', true],
  ['450 4.1.1 Ask again', false],
  ['550 4.1.1 Of another class', false],
  ['550 5.1.15 Something else', false],
  ['550 5.1.1.7 is no code', false],
  ['550 5.7.1 Blocked, see rule 5.1.1 of our terms', false],
  ['550 Your host 5.1.1 is not welcome', false],
])('tells from "%s" whether nobody has the address', (reply, is) => {
  expect(isNobody(reply)).toBe(is)
})

it.each([
  ['550 5.1.1 Nobody here', 'RCPT TO', true],
  ['452 4.2.2 Mailbox full', 'RCPT TO', true],
  ['550 No such user', 'RCPT TO', true],
  ['550 5.1.8 Bad domain of the sender', 'RCPT TO', false],
  ['550 5.7.1 Too many mails today', 'RCPT TO', false],
  ['554 Spent', 'RCPT TO', false],
  ['550 Spam', 'DATA', false],
  ['550 Who are you?', 'MAIL FROM', false],
])('tells from "%s" to %s whether others may be written to', (reply, command, is) => {
  expect(isOfAddress({ reply, statusCode: Number(reply.slice(0, 3)), command })).toBe(is)
})
