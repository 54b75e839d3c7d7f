import { outOfReach } from '../../../security/reach.ts'
import { readRetryAfter } from '../../http/readRetryAfter.ts'
import type { Answered, Broken } from '../../http/send.ts'
import { judgeAnswer, type Verdict } from './judgeAnswer.ts'
import { readAccountName, readMessage } from './readMessage.ts'

/**
 * Why a call did not end as wished.
 * - `certainty`: `no-effect` is certain; `unknown` means that the call may have done its work all the same
 * - `isPermanent`: the same call would end the same way until a person changes something
 * - `said`: Postiz's own words, redacted; `''` where it said nothing
 * - `accountName`: whose post it refuses, where it names the account
 */
export type PostizFault = {
  certainty: 'no-effect' | 'unknown'
  isPermanent: boolean
  code: string
  message: string
  said: string
  accountName?: string
  statusCode?: number
  retryAfterMs?: number
}

/** What Node's codes mean to a person; of a connection that did not come about. */
const causes: Record<string, string> = {
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of its host could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  EHOSTUNREACH: 'no way leads to its host',
  ENETUNREACH: 'no way leads to its host',
  ETIMEDOUT: 'its host does not answer',
  EPROTO: 'it does not speak TLS; the address may have to begin with http://',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS; the address may have to begin with http://',
  ERR_SSL_PACKET_LENGTH_TOO_LONG:
    'it does not speak TLS; the address may have to begin with http://',
  CERT_HAS_EXPIRED: 'its certificate has run out',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by itself',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the chain of its certificate is not whole',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
}

const nameNetworkFault = ({ isSent, reason, errorCode }: Broken): Verdict => {
  if (reason === 'aborted') {
    return {
      code: 'POSTIZ_ABORTED',
      message: 'The call was broken off here.',
      mayHaveWorked: isSent,
    }
  }
  if (reason === 'too-large') {
    return {
      code: 'POSTIZ_ANSWER_TOO_LARGE',
      message: 'The answer of Postiz was too long to be read.',
      mayHaveWorked: true,
    }
  }
  if (errorCode === outOfReach) {
    return {
      code: 'POSTIZ_ADDRESS_FORBIDDEN',
      message:
        'The address leads into a private network, where this installation calls nobody for a client. Give a public address, or have those who run the installation allow this host.',
    }
  }
  if (!isSent) {
    const cause = causes[errorCode] ? `: ${causes[errorCode]}` : ''
    return {
      code: 'POSTIZ_UNREACHABLE',
      message:
        reason === 'timeout'
          ? 'No connection to Postiz came about in time. Check that it runs and that its address is right.'
          : `No connection to Postiz${cause} (${errorCode}). Check that it runs and that its address is right.`,
    }
  }
  return reason === 'timeout'
    ? { code: 'POSTIZ_TIMEOUT', message: 'Postiz did not answer in time.', mayHaveWorked: true }
    : {
        code: 'POSTIZ_CONNECTION_LOST',
        message: `The connection to Postiz broke before its answer was here (${errorCode}).`,
        mayHaveWorked: true,
      }
}

/**
 * The one place that turns an answer or a network fault into a `PostizFault`.
 *
 * No effect is certain for a request that never left, for 3xx and for 4xx (but 408); a time-out or a torn
 * connection after sending, 408, 5xx and a success that can't be read are `unknown`, unless `hasEffect` is
 * false: what changes nothing has no effect to be unsure of.
 * `retryAfterMs` is ms from `now`; `apiKey` is only given to be kept out of the words.
 */
export const readError = ({
  failure,
  hasEffect,
  apiKey,
  now,
}: {
  failure: Answered | Broken
  hasEffect: boolean
  apiKey?: string
  now: Date
}): PostizFault => {
  const isAnswered = failure.kind === 'answered'
  const said = isAnswered ? readMessage({ ...failure, apiKey }) : ''
  const verdict = isAnswered ? judgeAnswer(failure, said) : nameNetworkFault(failure)
  const accountName = isAnswered ? readAccountName(failure.body) : undefined
  const retryAfterMs = isAnswered ? readRetryAfter({ headers: failure.headers, now }) : undefined
  return {
    certainty: hasEffect && verdict.mayHaveWorked ? 'unknown' : 'no-effect',
    isPermanent: verdict.isPermanent ?? false,
    code: verdict.code,
    message: verdict.message,
    said,
    ...(accountName === undefined ? {} : { accountName }),
    ...(isAnswered ? { statusCode: failure.statusCode } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  }
}
