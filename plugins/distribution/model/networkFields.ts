import type { Field } from 'payload'
import { isWallTime, zoneOrNothing } from './wallTime.ts'
import { weekdays } from './weekdays.ts'
import { wholeNumber } from './wholeNumber.ts'

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === ''

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

const mostLabels = 30
const longestLabel = 60

/** Short texts, each once; upper and lower case are the same. */
export const checkLabels = (value: unknown): true | string => {
  const labels = textsIn(value).map((label) => label.trim())
  if (labels.length > mostLabels) return `Give ${mostLabels} labels at most.`
  const odd = labels.find((label) => label === '' || label.length > longestLabel)
  if (odd !== undefined) return `Each label has 1 to ${longestLabel} characters.`
  const twice = labels.find(
    (label, index) => labels.findIndex((one) => one.toLowerCase() === label.toLowerCase()) < index,
  )
  return twice === undefined || `“${twice}” is there twice. Give each label once.`
}

/** A language by its code, as BCP 47 has it, or nothing. */
export const checkLanguage = (value: unknown): true | string => {
  if (isNothing(value)) return true
  try {
    Intl.getCanonicalLocales(String(value))
    return true
  } catch {
    return 'Give a language by its code, such as en or pt-PT.'
  }
}

/** True for a day of the calendar, such as 2026-12-25. */
const isDay = (value: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value)
}

const mostDates = 200

/** Days of the calendar, each once. */
export const checkDates = (value: unknown): true | string => {
  const dates = textsIn(value)
  if (dates.length > mostDates) return `Give ${mostDates} days at most.`
  const odd = dates.find((date) => !isDay(date))
  if (odd !== undefined) return `“${odd}” is no day. Write it as 2026-12-25.`
  const twice = dates.find((date, index) => dates.indexOf(date) < index)
  return twice === undefined || `${twice} is there twice. Give each day once.`
}

const timeField = (name: 'from' | 'to', description: string): Field => ({
  name,
  type: 'text',
  required: true,
  validate: (value: unknown) => isWallTime(value) || 'Give a time of the day such as 22:00.',
  admin: { width: '50%', placeholder: name === 'from' ? '22:00' : '06:00', description },
})

/** What is to be known of an account where one post goes to many of them: who it reaches, and when it may. */
export const networkFields: Field[] = [
  {
    type: 'collapsible',
    label: 'Network',
    admin: {
      initCollapsed: true,
      description: 'For plans that spread one post over many accounts.',
      components: { Label: 'postyard/client#NetworkLabel' },
    },
    fields: [
      {
        type: 'row',
        fields: [
          {
            name: 'timezone',
            label: 'Time zone',
            type: 'text',
            maxLength: 60,
            validate: zoneOrNothing,
            admin: {
              width: '33%',
              placeholder: 'Europe/Lisbon',
              description: 'In which its readers live. Left empty, that of the client.',
            },
          },
          {
            name: 'language',
            type: 'text',
            maxLength: 20,
            validate: checkLanguage,
            admin: { width: '33%', placeholder: 'pt-PT', description: 'By its code: en, pt-PT.' },
          },
          {
            name: 'followers',
            type: 'number',
            min: 0,
            max: 10_000_000_000,
            validate: wholeNumber,
            admin: {
              width: '33%',
              step: 1,
              description: 'Where the platform counts them itself, its figure is taken.',
            },
          },
        ],
      },
      {
        name: 'labels',
        type: 'text',
        hasMany: true,
        validate: checkLabels,
        admin: {
          description:
            'By which accounts are chosen: region, brand, branch. Press Enter after each.',
        },
      },
      {
        name: 'blackouts',
        label: 'Hours without posts',
        labels: { singular: 'Hours', plural: 'Hours' },
        type: 'array',
        dbName: 'postyard_channels_blackouts',
        maxRows: 20,
        admin: { description: 'On the clock of its own time zone.' },
        fields: [
          {
            name: 'days',
            type: 'select',
            hasMany: true,
            options: weekdays,
            admin: { description: 'Left empty, every day.' },
          },
          {
            type: 'row',
            fields: [
              timeField('from', 'On these days.'),
              timeField('to', 'At or before the beginning, it is of the next day.'),
            ],
          },
        ],
      },
      {
        name: 'blackoutDates',
        label: 'Days without posts',
        type: 'text',
        hasMany: true,
        validate: checkDates,
        admin: {
          description: 'Holidays and the like: 2026-12-25. Press Enter after each.',
        },
      },
    ],
  },
]
