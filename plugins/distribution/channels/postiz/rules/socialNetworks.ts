import { capsOf } from './caps.ts'
import {
  anyMix,
  type ChannelRules,
  choice,
  flag,
  imagesOnly,
  link,
  oneVideo,
  optional,
  reading,
  text,
} from './rule.ts'

const linkedin: Omit<ChannelRules, 'platform' | 'name'> = {
  maxLength: 3000,
  counting: 'utf16',
  comments: 'text',
  media: { says: 'any number of pictures, or 1 video', shapes: [imagesOnly(0), oneVideo] },
  mediaWhen: [
    {
      path: 'post_as_images_carousel',
      is: true,
      media: { says: 'at least 2 pictures and no video in a carousel', shapes: [imagesOnly(2)] },
    },
  ],
  settings: [
    optional(flag('post_as_images_carousel', 'Pictures as a carousel')),
    optional(text('carousel_name', 'Name of the carousel')),
  ],
  caps: capsOf('linkedin'),
  ...reading,
}

/** Networks of people and companies. */
export const socialNetworks: readonly ChannelRules[] = [
  { platform: 'linkedin', name: 'LinkedIn', ...linkedin },
  { platform: 'linkedin-page', name: 'LinkedIn page', ...linkedin },
  {
    platform: 'facebook',
    name: 'Facebook',
    maxLength: 63_206,
    counting: 'utf16',
    comments: 'any',
    mediaWhen: [
      {
        path: 'post_type',
        is: 'story',
        media: { says: 'at least 1 picture or video in a story', shapes: [anyMix(1)] },
      },
    ],
    settings: [
      optional(choice('post_type', 'Kind of post', ['post', 'story'])),
      optional(link('url', 'Link')),
      optional(text('text_format_preset_id', 'Id of the background of a text')),
    ],
    ...reading,
  },
  {
    platform: 'gmb',
    name: 'Google Business Profile',
    maxLength: 1500,
    counting: 'utf16',
    media: { says: 'at most 1 picture and no video', shapes: [imagesOnly(0, 1)] },
    settings: [
      optional(choice('topicType', 'Kind of post', ['STANDARD', 'EVENT', 'OFFER'])),
      optional(
        text('eventTitle', 'Title of the event', {
          requiredWhen: { path: 'topicType', is: 'EVENT' },
        }),
      ),
      optional(text('callToActionType', 'Kind of button')),
      optional(link('callToActionUrl', 'Address of the button')),
    ],
    ...reading,
  },
  {
    platform: 'mewe',
    name: 'MeWe',
    maxLength: 63_206,
    counting: 'utf16',
    settings: [
      choice('postType', 'Where to post', ['timeline', 'group']),
      optional(text('group', 'Group')),
    ],
    ...reading,
  },
  {
    platform: 'vk',
    name: 'VK',
    maxLength: 2048,
    counting: 'utf16',
    settings: [],
    ...reading,
  },
]
