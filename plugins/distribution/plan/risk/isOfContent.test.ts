import { expect, test } from 'vitest'
import { isOfContent } from './isOfContent.ts'

const said = (words: string) => `Publishing failed: ${words}.`

test.each([
  ['CONTENT_REFUSED', null],
  ['WEBHOOK_CONTENT_REFUSED', 'The receiver refused the post (422).'],
  ['PUBLISH_FAILED', said('Content violates Facebook Community Standards')],
  ['PUBLISH_FAILED', said('Content flagged as abusive by Facebook')],
  ['PUBLISH_FAILED', said('These photos were already posted')],
  ['PUBLISH_FAILED', said('Cannot post Facebook.com links')],
  ['PUBLISH_FAILED', said('Invalid URL format in post content')],
  ['PUBLISH_FAILED', said('Aspect ratio not supported, must be between 4:5 to 1.91:1')],
  ['PUBLISH_FAILED', said('Image is too large')],
  ['PUBLISH_FAILED', said('Post content is too long')],
])('%s is about what the post says or shows: %s', (code, words) => {
  expect(isOfContent({ code, said: words })).toBe(true)
})

test.each([
  ['PUBLISH_FAILED', null],
  ['PUBLISH_FAILED', said('You are posting too fast, please slow down')],
  ['PUBLISH_FAILED', said('Page posting for today is limited, please try again tomorrow')],
  ['PUBLISH_FAILED', said('Not enough permissions to post')],
  ['PUBLISH_FAILED', said('Facebook service temporarily unavailable')],
  ['PUBLISH_UNCONFIRMED', 'Postiz could not confirm that the post is live: duplicate.'],
  ['CHANNEL_UNAUTHORISED', 'The account is no longer connected to Postiz.'],
  [
    'WEBHOOK_REFUSED',
    'The receiver does not let us in. Look at the headers of this channel. (403)',
  ],
  ['MAIL_REFUSED', null],
  ['SAME_CONTENT', null],
])('%s is not: %s', (code, words) => {
  expect(isOfContent({ code, said: words })).toBe(false)
})
