/** What a status says that no status is: the digits stand behind the reply code, and are of its class (RFC 2034). */
const enhanced = /^([245])\d\d[ -]\1\.(\d{1,3})\.(\d{1,3})(?!\S)/

/** What a reply of a mail server is about: the enhanced status code of RFC 3463, where it gives one. */
export const readStatus = (
  reply: string,
): { class: number; subject: number; detail: number } | undefined => {
  const [, ...digits] = enhanced.exec(reply) ?? []
  const [kind, subject, detail] = digits.map(Number)
  return kind === undefined || subject === undefined || detail === undefined
    ? undefined
    : { class: kind, subject, detail }
}

/** Nobody has the address, or nobody can be written to at its host: X.1.1, and X.1.10 of RFC 7505. */
export const isNobody = (reply: string): boolean => {
  const status = readStatus(reply)
  return status?.class === 5 && status.subject === 1 && [1, 10].includes(status.detail)
}

/** X.1.7 and X.1.8 are of the address of the sender. */
const ofSender = [7, 8]

/** Without an enhanced code: a mailbox that is not there, is elsewhere, or whose name is none (RFC 5321, 4.2.3). */
const ofMailbox = [550, 551, 553]

/**
 * Whether a refusal is about the one address, so that others may well be written to. All else is about the sender, the mail
 * or the server, which refuses the next one alike.
 */
export const isOfAddress = (args: {
  reply: string
  statusCode: number
  /** The command that was refused. */
  command: string | undefined
}): boolean => {
  const status = readStatus(args.reply)
  if (!status) return args.command === 'RCPT TO' && ofMailbox.includes(args.statusCode)
  const isOfTo = status.subject === 1 && !ofSender.includes(status.detail)
  return isOfTo || status.subject === 2
}
