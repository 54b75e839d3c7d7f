import { DistributionError, type ErrorCode, errorStatus } from '../../errors.ts'
import { type Problem, toProblem } from '../../problem.ts'

/** For each code a sentence such as people meet: it says what is wrong, and what to do. */
const sentences: Record<ErrorCode, string> = {
  UNAUTHENTICATED: 'Log in, or send an API key, to do this.',
  FORBIDDEN:
    'Your role in this tenant does not allow this. It needs the permission "tasks.answer"; ask a manager of the tenant.',
  NOT_FOUND: 'There is no such task, or it is not yours to see.',
  INVALID_INPUT: '"id" does not fit. It is missing; give a text.',
  INVALID_JSON: 'The body is no valid JSON.',
  PAYLOAD_TOO_LARGE: 'The request is larger than 1 MB. Send ids, not the files themselves.',
  DATE_IN_PAST: 'This time is over. Give one that is to come.',
  DATE_TOO_FAR: 'This is more than a year away. Give a time within a year.',
  POST_EMPTY: 'The post has neither text nor media. Give it one of them.',
  CHANNEL_REQUIRED: 'Choose at least one channel.',
  CHANNEL_NOT_FOUND: 'There is no such channel of this client. Choose one of its own.',
  CHANNEL_NOT_ACTIVE: 'The channel "Instagram" is disabled. Connect it anew, or leave it out.',
  CHANNEL_CAP: 'The channel "Instagram" takes no further post on this day. Choose another day.',
  CHANNEL_SETTINGS_MISPLACED:
    'There are settings for a channel that the post does not go to. Remove them, or add the channel.',
  CHANNEL_UNAUTHORISED: 'The channel "Instagram" has lost its access. Connect it anew.',
  TOOL_NOT_OFFERED: 'The channel offers no such tool. Choose one of its settings form.',
  CHANNEL_NOT_POSTIZ: 'This channel is not reached through Postiz.',
  CHANNEL_OF_OTHER_KIND: 'Instagram is no channel of this kind. Make one of the kind "webhook".',
  CHANNEL_NOT_SET_UP:
    'Website has no address yet. Connect it on its page; it goes out by itself then.',
  WEBHOOK_REFUSED: 'Give a secret, with which the receiver checks who sent a post.',
  MAIL_SERVER_REFUSED:
    'The mail server refused the name and the password (535). Connect the channel anew with the current ones.',
  CONTENT_REFUSED: 'The caption is longer than Instagram takes: 2,200 characters at most.',
  MEDIA_MISSING: 'A file of this post was removed. Add it again, or take it out of the post.',
  RENDER_SPEC_INVALID: 'The card cannot be drawn as it is described. "template" is missing.',
  ILLEGAL_MOVE: 'This cannot be done any more: it is published.',
  OUTCOME_CONFLICT:
    'Ana answered "posted" already. Undo that within five minutes, or tell a manager.',
  TASK_OVER: 'There is nothing to do any more: this task is posted.',
  TASK_TAKEN:
    'Ana has opened this task at 23 Nov, 14:30 (Europe/Lisbon) and has it until 23 Nov, 14:45 (Europe/Lisbon), or longer while the app stays open. Do not post it too: ask Ana, or a manager to give it to you.',
  PROOF_REFUSED: 'This is no picture that can be read. Take the photo anew.',
  PUSH_NOT_SET_UP:
    'No push service is set up. Set FIREBASE_SERVICE_ACCOUNT, or connect the Firebase project of the client.',
  PUSH_CREDENTIALS_REFUSED:
    'Google does not let this service account in. Make a new key for it in the Google Cloud console.',
  PLAN_SETTLED: 'Everything of this plan has ended. Make a new plan.',
  IDEMPOTENCY_CONFLICT:
    'This Idempotency-Key was used for another request. Use a new key for each request.',
  POSTIZ_NOT_CONNECTED: 'This client is not connected to Postiz. Connect it on its page.',
  POSTIZ_REFUSED: 'Postiz does not take this key. Copy it anew from its settings.',
  POSTIZ_UNREACHABLE: 'Postiz does not answer. Try again in a minute.',
  POSTIZ_GROUP_REQUIRED: 'Other clients use this organisation too. Choose a customer group.',
  POSTIZ_GROUP_UNKNOWN: 'There is no such customer group in Postiz. Choose one of its groups.',
  LINK_INVALID: 'This link was not made by us. Open the task again.',
  LINK_EXPIRED: 'This link has expired. Open the task again.',
  FILE_MISSING: 'The file is not where it was kept. Tell a manager to add it again.',
  INTERNAL:
    'Something went wrong on our side, and nothing was changed. Try again; the log says more.',
}

const details: Partial<Record<ErrorCode, Problem['errors']>> = {
  INVALID_INPUT: [{ path: 'id', code: 'invalid_type', message: 'It is missing; give a text.' }],
}

/** An answer for each code, made as the server makes it: what operations refer to. */
export const problemExamples = (): Record<string, { value: Problem }> =>
  Object.fromEntries(
    (Object.keys(errorStatus) as ErrorCode[]).map((code) => [
      code,
      {
        value: toProblem(new DistributionError(code, sentences[code], { details: details[code] })),
      },
    ]),
  )
