import type { Field } from 'payload'
import { judgeTemplate } from './fillTemplate.ts'
import { type UtmName, utmNames } from './policy.ts'

const template = (value: unknown) =>
  typeof value !== 'string' || value === '' ? true : (judgeTemplate(value) ?? true)

const endsText = (value: unknown) =>
  typeof value !== 'string' || !/[\r\n]/.test(value) || 'Give it on one line.'

/** Whether the platform behind a channel has a limit that is known. */
const hasLimit = (data: { kind?: unknown } | undefined): boolean => data?.kind === 'postiz'

const shortens = (siblings: { tooLong?: unknown } | undefined): boolean =>
  siblings?.tooLong === 'shorten'

const utmLabels: Record<UtmName, { label: string; placeholder: string }> = {
  source: { label: 'Source', placeholder: '{platform}' },
  medium: { label: 'Medium', placeholder: 'social' },
  campaign: { label: 'Campaign', placeholder: '{post}' },
  term: { label: 'Term', placeholder: '' },
  content: { label: 'Content', placeholder: '{channel}' },
}

const utmField = (name: UtmName): Field => ({
  name,
  label: utmLabels[name].label,
  type: 'text',
  maxLength: 200,
  validate: template,
  admin: { width: '33%', placeholder: utmLabels[name].placeholder },
})

/** What a channel does with each post before it goes out there. Left as it is, nothing. */
export const policyFields: Field[] = [
  {
    name: 'policy',
    type: 'group',
    label: 'What is sent',
    admin: {
      description:
        'How each post is fitted to this channel. The preview of a post shows the result. What is planned already goes out as it was planned, until its post is changed.',
    },
    fields: [
      {
        name: 'tooLong',
        label: 'A text that is too long',
        type: 'select',
        defaultValue: 'refuse',
        options: [
          { value: 'refuse', label: 'is refused, and its writer shortens it' },
          { value: 'shorten', label: 'is shortened, between two words; its link stays whole' },
        ],
        admin: {
          isClearable: false,
          condition: hasLimit,
          description:
            'By the limit of the platform, also of each part of a thread and of a title.',
        },
      },
      {
        name: 'ending',
        label: 'A shortened text ends with',
        type: 'text',
        defaultValue: '…',
        maxLength: 20,
        validate: endsText,
        admin: {
          condition: (data, siblings) => hasLimit(data) && shortens(siblings),
          description: 'For example “…” or “[…]”. Left empty, with its last word.',
        },
      },
      {
        name: 'keepHashtags',
        label: 'Keep the hashtags at the end of a shortened text',
        type: 'checkbox',
        defaultValue: false,
        admin: { condition: (data, siblings) => hasLimit(data) && shortens(siblings) },
      },
      {
        name: 'utm',
        type: 'group',
        label: 'UTM parameters of links',
        admin: {
          description:
            'By them your analytics tell where a visitor came from: with “{platform}” as the source, https://marina.example/flats becomes https://marina.example/flats?utm_source=instagram. {platform}, {channel} and {post} (its title) are filled in. A parameter that an address has already stays as it is.',
        },
        fields: [
          { type: 'row', fields: utmNames.slice(0, 3).map(utmField) },
          { type: 'row', fields: utmNames.slice(3).map(utmField) },
        ],
      },
      {
        name: 'utmOn',
        label: 'They are added to',
        type: 'select',
        defaultValue: 'link',
        options: [
          { value: 'link', label: 'the link of the post' },
          { value: 'site', label: 'the link of the post, and all addresses of the same site' },
        ],
        admin: { isClearable: false },
      },
    ],
  },
]
