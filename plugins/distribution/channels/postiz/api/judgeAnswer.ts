import type { Answered } from '../../http/send.ts'
import { isHtml } from './readMessage.ts'

/** An answer or a torn call, named. */
export type Verdict = {
  code: string
  message: string
  isPermanent?: boolean
  /** Set where the work may have been done, should the call be one that does any. */
  mayHaveWorked?: boolean
}

const notAnApi: Verdict = {
  code: 'POSTIZ_NOT_AN_API',
  message:
    'The address answers with a web page, not with the Postiz API. Add /api to it (https://HOST/api).',
  isPermanent: true,
}

const judgeUnauthorised = ({ headers, body }: Answered): Verdict => {
  if (body.trim() !== '') {
    return {
      code: 'POSTIZ_KEY_REFUSED',
      message: 'Postiz refused the API key. Copy the current one from Settings, Developers.',
      isPermanent: true,
    }
  }
  if (headers['www-authenticate'] && !headers.logout) {
    return {
      code: 'POSTIZ_BEHIND_LOGIN',
      message: 'A log-in stands before Postiz. Let requests to /api/public/v1 pass without it.',
      isPermanent: true,
    }
  }
  // Postiz answers so when its own database fails while it looks the key up: nothing is said about the key.
  return {
    code: 'POSTIZ_AUTH_UNAVAILABLE',
    message: 'Postiz could not look up the API key just now.',
  }
}

const judgeBadRequest = (said: string): Verdict => {
  if (/^integration with id .* not found/i.test(said)) {
    return {
      code: 'POSTIZ_INTEGRATION_UNKNOWN',
      message: 'Postiz does not know this channel. Import the channels from Postiz again.',
      isPermanent: true,
    }
  }
  const words = said === '' ? '' : `: ${said}`
  return {
    code: 'POSTIZ_REFUSED',
    message: `Postiz refused the request${words}`,
    isPermanent: true,
  }
}

const judgeNotFound = (answer: Answered, said: string): Verdict => {
  if (isHtml(answer)) return notAnApi
  if (/^cannot (get|post|put|delete) /i.test(said)) {
    return {
      code: 'POSTIZ_ROUTE_MISSING',
      message:
        'This Postiz lacks the route. Check the address, or update Postiz to 2.23.0 or later.',
      isPermanent: true,
    }
  }
  return {
    code: 'POSTIZ_NOT_FOUND',
    message: `Postiz did not find it${said === '' ? '' : `: ${said}`}`,
    isPermanent: true,
  }
}

const judgeServerFault = ({ statusCode }: Answered, said: string): Verdict => {
  const words = said === '' ? '' : ` (${said})`
  return statusCode === 504 || statusCode === 408
    ? {
        code: 'POSTIZ_GATEWAY_TIMEOUT',
        message: `A proxy before Postiz gave up waiting with ${statusCode}${words}.`,
        mayHaveWorked: true,
      }
    : {
        code: 'POSTIZ_SERVER_ERROR',
        message: `Postiz answered with the error ${statusCode}${words}.`,
        mayHaveWorked: true,
      }
}

/**
 * What an HTTP answer means. `said` is what `readMessage` found in it.
 * Source: the error answers of Postiz 2.23.0, read on 2026-08-21.
 */
export const judgeAnswer = (answer: Answered, said: string): Verdict => {
  const { statusCode } = answer
  if (statusCode >= 200 && statusCode < 300) {
    // A page in place of an error, with status 200, is also how some proxies report a time-out.
    if (isHtml(answer)) return { ...notAnApi, mayHaveWorked: true }
    return {
      code: 'POSTIZ_ANSWER_UNREADABLE',
      message: 'Postiz answered with success, but not in the shape that was expected.',
      mayHaveWorked: true,
    }
  }
  if (statusCode < 400) {
    return {
      code: 'POSTIZ_REDIRECTS',
      message: 'The address redirects to another one. Give the final address (mind https and www).',
      isPermanent: true,
    }
  }
  if (statusCode === 400) return judgeBadRequest(said)
  if (statusCode === 401) return judgeUnauthorised(answer)
  if (statusCode === 403) {
    return {
      code: 'POSTIZ_FORBIDDEN',
      message: 'A guard before Postiz refuses us (403). Let requests to /api/public/v1 pass.',
      isPermanent: true,
    }
  }
  if (statusCode === 404 || statusCode === 405) return judgeNotFound(answer, said)
  if (statusCode === 413) {
    return {
      code: 'POSTIZ_TOO_LARGE',
      message: 'Postiz, or a proxy before it, refused the request as too large.',
      isPermanent: true,
    }
  }
  if (statusCode === 425) return { code: 'POSTIZ_TOO_EARLY', message: 'Postiz asks to try later.' }
  if (statusCode === 429) {
    return {
      code: 'POSTIZ_RATE_LIMITED',
      message: 'Postiz, or a proxy before it, takes no more requests for now.',
    }
  }
  if (statusCode >= 500 || statusCode === 408) return judgeServerFault(answer, said)
  const words = said === '' ? '' : `: ${said}`
  return {
    code: statusCode === 402 ? 'POSTIZ_PLAN_LIMIT' : 'POSTIZ_REFUSED',
    message: `Postiz refused the request with ${statusCode}${words}`,
    isPermanent: true,
  }
}
