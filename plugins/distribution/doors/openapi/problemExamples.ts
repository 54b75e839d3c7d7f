import { DistributionError, type ErrorCode, errorStatus } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { type Problem, toProblem } from '../../problem.ts'

/** For each code a sentence such as people meet: it says what is wrong, and what to do. */
const sentences: Record<ErrorCode, string> = {
  UNAUTHENTICATED: 'Log in, or send an API key, to do this.',
  KEY_EXPIRED:
    'The API key "Make.com" expired at 2026-11-01T00:00:00.000Z. Ask a manager for a new one.',
  KEY_REVOKED: 'The API key "Make.com" was revoked. Ask a manager for a new one.',
  SIGNATURE_INVALID:
    'This message bears no signature of this source that holds. Sign it by Standard Webhooks 1.0 with the secret of the source, within five minutes.',
  RATE_LIMITED:
    'This key has made its 600 requests of this minute. Wait 23 s, then go on; the header Retry-After says the same.',
  FORBIDDEN:
    'Your role in this tenant does not allow this. It needs the permission "tasks.answer"; ask a manager of the tenant.',
  NOT_FOUND: 'There is no such task, or it is not yours to see.',
  INVALID_INPUT: '"id" does not fit. It is missing; give a text.',
  INVALID_JSON: 'The body is no valid JSON.',
  PAYLOAD_TOO_LARGE: 'The request is larger than 1 MB. Send ids, not the files themselves.',
  DATE_IN_PAST: 'This time is over. Give one that is to come.',
  DATE_TOO_SOON:
    '2026-11-23T09:14:00.000Z is less than five minutes ahead. Give a later time, or publish it now.',
  DATE_TOO_FAR: 'This is more than a year away. Give a time within a year.',
  POST_EMPTY: 'The post has neither text nor media. Give it one of them.',
  CHANNEL_REQUIRED: 'Choose at least one channel.',
  CHANNEL_NOT_FOUND: 'There is no such channel of this client. Choose one of its own.',
  CHANNEL_NOT_ACTIVE: 'The channel "Instagram" is disabled. Connect it anew, or leave it out.',
  CHANNEL_CAP: 'The channel "Instagram" takes no further post on this day. Choose another day.',
  SAME_CONTENT:
    'Marina gets the same content at 23 Nov, 14:30 (Europe/Lisbon), and accounts are kept 5 minutes apart. This one can go at 23 Nov, 14:35 (Europe/Lisbon) (2026-11-23T14:35:00.000Z).',
  CHANNEL_SETTINGS_MISPLACED:
    'There are settings for a channel that the post does not go to. Remove them, or add the channel.',
  CHANNEL_UNAUTHORISED: 'The channel "Instagram" has lost its access. Connect it anew.',
  TOOL_NOT_OFFERED: 'The channel offers no such tool. Choose one of its settings form.',
  CHANNEL_NOT_POSTIZ: 'This channel is not reached through Postiz.',
  BOARD_UNKNOWN: 'Pinterest has no board with the id "7". Choose one of those that it has.',
  CHANNEL_OF_OTHER_KIND: 'Instagram is no channel of this kind. Make one of the kind "webhook".',
  CHANNEL_NOT_SET_UP:
    'Website has no address yet. Connect it on its page; it goes out by itself then.',
  WEBHOOK_REFUSED: 'Give a secret, with which the receiver checks who sent a post.',
  EVENT_TYPE_UNKNOWN:
    'There is no event "distribution.plan.begun". Choose from the catalogue (GET /event-types), or leave the list empty for all.',
  SUBSCRIBER_UNREADABLE:
    'The address of Dashboard cannot be decrypted. Put the key it was encrypted with back into the ring, or give its address and a new secret.',
  CLAIM_SOURCE_UNREADABLE:
    'The signatures of this source cannot be checked now. Send the message again later; whoever runs Postyard sees why in its log.',
  CLAIM_POST_EDITED:
    'Staff changed the video of this claim’s post by hand, and another intro, outro or fit would undo that. Ask them to make the change on the page of the post, or to put its video back as it was; then dress it again.',
  OLD_SECRET_HOLDS:
    'Campaign app has a new secret already, and the one before it holds until 2026-11-24T14:30:00.000Z. Wait until then, or give "force": true, which ends that one at once.',
  MAIL_SERVER_REFUSED:
    'The mail server refused the name and the password (535). Connect the channel anew with the current ones.',
  ENTITLEMENT_DENIED:
    'Marina Blog: The entitlement permits an excerpt of up to 280 characters, not the whole text. Ask for one: "excerpt": true.',
  VARIATION_INVALID:
    'text: Line 1, column 7: This brace is not closed. Write {a|b} for alternatives, \\{ for the sign itself.',
  CONTENT_REFUSED: 'The caption is longer than Instagram takes: 2,200 characters at most.',
  MEDIA_MISSING: 'A file of this post was removed. Add it again, or take it out of the post.',
  RENDER_SPEC_INVALID: 'The card cannot be drawn as it is described. "template" is missing.',
  PRECONDITION_FAILED:
    'This post was changed since you read it. Read it again, make your change to what it says now, and give its new version.',
  PRECONDITION_REQUIRED:
    'Say which version you change: give the "version" of the post that you read as If-Match, so that nobody\'s change is lost.',
  INVALID_STATE_TRANSITION: 'This claim is published, so it cannot be rescheduled.',
  RENDITION_NOT_READY: 'The video is being made, 40 % of it are done. Ask again in some seconds.',
  OVERLAY_REFUSED: 'The intro lasts 4 s. An overlay lasts at most 3 s: shorten it.',
  UNSUPPORTED_PLATFORM:
    'Clips are published on tiktok, instagram, youtube and snapchat; mastodon is none of them.',
  ILLEGAL_MOVE: 'This cannot be done any more: it is published.',
  OUTCOME_CONFLICT:
    'Ana answered "posted" already. Undo that within five minutes, or tell a manager.',
  TASK_OVER: 'There is nothing to do any more: this task is posted.',
  MEDIA_PENDING: 'Waits for its picture or video, which is made ahead of its time.',
  TASK_TAKEN:
    'Ana has opened this task at 23 Nov, 14:30 (Europe/Lisbon) and has it until 23 Nov, 14:45 (Europe/Lisbon), or longer while the app stays open. Do not post it too: ask Ana, or a manager to give it to you.',
  PROOF_REFUSED: 'This is no picture that can be read. Take the photo anew.',
  PUSH_NOT_SET_UP:
    'No push service is set up. Set FIREBASE_SERVICE_ACCOUNT, or connect the Firebase project of the client.',
  PUSH_CREDENTIALS_REFUSED:
    'Google does not let this service account in. Make a new key for it in the Google Cloud console.',
  PLAN_SETTLED: 'Everything of this plan has ended. Make a new plan.',
  PLAN_HALTED:
    'Ana halted this plan, so nothing of it goes out anyway. A manager can resume it with a reason, or cancel it.',
  RISK_TOO_HIGH:
    'The risk of this plan is 84 of 100, and from 80 on it does not start: 40 of 100 accounts have a health below 40.',
  TOO_MANY_DELIVERIES:
    'More than 20000 deliveries are due then. Ask for one client, one channel, or fewer days.',
  SPREAD_IMPOSSIBLE: '73 of 100 fit in 6 h at 5 min; 8 h 15 min would fit all.',
  NO_CHANNELS_SELECTED:
    'None of the 40 channels of this client may take part: "errors" says of each why. Ask for less, or mend what keeps them.',
  DUPLICATE_DISTRIBUTION_PLAN:
    'Instagram has this post already, or is about to get it: Ana distributed it for 23 Nov, 14:30 (Europe/Lisbon). Leave out what has it, wait five minutes, or distribute it all the same.',
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
    'Something went wrong on our side. Look whether it was done before you try again, or repeat it with the same Idempotency-Key; the log says more.',
}

const details: Partial<Record<ErrorCode, Problem['errors']>> = {
  INVALID_INPUT: [{ path: 'id', code: 'invalid_type', message: 'It is missing; give a text.' }],
  SPREAD_IMPOSSIBLE: [
    {
      path: 'window',
      code: 'SPREAD_IMPOSSIBLE',
      message: '73 of 100 fit in 6 h at 5 min.',
      fits: 73,
      of: 100,
    },
    {
      path: 'remedies',
      code: 'window',
      message: '8 h 15 min would fit all.',
      at: '2026-11-23T14:15:00.000Z',
    },
  ],
  DUPLICATE_DISTRIBUTION_PLAN: [
    {
      path: `${exampleIds.postizChannel}.post`,
      code: 'DUPLICATE_DISTRIBUTION_PLAN',
      message:
        'Instagram has this post already, or is about to get it: Ana distributed it for 23 Nov, 14:30 (Europe/Lisbon).',
      channel: exampleIds.postizChannel,
      plan: exampleIds.plan,
      delivery: exampleIds.delivery,
      at: '2026-11-23T14:30:00.000Z',
    },
  ],
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
