import type { Field } from 'payload'
import type { Settings } from '../options.ts'
import { checkBoardTemplate } from '../plan/series/index.ts'
import { agencyAdminOnly } from '../security/collectionAccess.ts'
import { isWallTime } from './wallTime.ts'

const days = (name: string, label: string, usual: number): Field => ({
  name,
  label,
  type: 'number',
  required: true,
  defaultValue: usual,
  min: 1,
  max: 365,
  admin: { step: 1, width: '33%' },
})

const minutes = (name: string, label: string, usual: number): Field => ({
  name,
  label,
  type: 'number',
  required: true,
  defaultValue: usual,
  min: 1,
  max: 1_440,
  admin: { step: 1, width: '33%' },
})

const beginning = (value: unknown): true | string =>
  isWallTime(value) || 'Give a time of the day, such as 08:00.'

/** What ends before it begins would never let anything fly. */
const end = (value: unknown, { siblingData }: { siblingData?: unknown }): true | string => {
  const { from } = (siblingData ?? {}) as { from?: string | null }
  const isLater = String(value) > (from || '00:00')
  return (
    ((isWallTime(value) || value === '24:00') && isLater) ||
    'Give a time later than that from which they fly; midnight is 24:00.'
  )
}

const hour = (
  name: string,
  label: string,
  usual: string,
  validate: (value: unknown, options: { siblingData?: unknown }) => true | string,
): Field => ({
  name,
  label,
  type: 'text',
  required: true,
  defaultValue: usual,
  validate,
  admin: { width: '33%' },
})

/** How a tenant's series are flown. */
export const seriesFields = (settings: Settings): Field => ({
  name: 'series',
  label: 'Evergreen series',
  type: 'group',
  admin: {
    description:
      'Series with few items fly often, so that they grow; those with many fly seldom. Each night the next day is planned.',
  },
  fields: [
    {
      name: 'folder',
      label: 'Watched folder',
      type: 'text',
      maxLength: 500,
      access: {
        create: agencyAdminOnly(settings.standingOf),
        update: agencyAdminOnly(settings.standingOf),
      },
      admin: {
        description:
          'Below the content folder of the installation. Each folder in it becomes a series by itself, and is out the next day.',
      },
    },
    {
      name: 'channels',
      label: 'Channels of series that are found there',
      type: 'relationship',
      relationTo: settings.slugs.channels,
      hasMany: true,
      filterOptions: ({ id }) => (id === undefined ? false : { tenant: { equals: id } }),
    },
    {
      name: 'boardTemplate',
      label: 'Names of boards',
      type: 'text',
      required: true,
      maxLength: 180,
      defaultValue: '{Singular} Coloring Pages',
      validate: checkBoardTemplate,
      admin: {
        description:
          'From the short name of a series: {Singular}, {Plural}, {singular}, {plural}, {name}.',
      },
    },
    {
      type: 'row',
      fields: [
        {
          name: 'threshold',
          label: 'Seldom from so many items on',
          type: 'number',
          required: true,
          defaultValue: 75,
          min: 1,
          max: 100_000,
          admin: { step: 1, width: '33%' },
        },
        days('growthEveryDays', 'With fewer: every so many days', 1),
        days('maintenanceEveryDays', 'With as many: every so many days', 7),
      ],
    },
    {
      type: 'row',
      fields: [hour('from', 'Flies from', '00:00', beginning), hour('to', 'until', '24:00', end)],
    },
    {
      type: 'row',
      fields: [
        minutes('minMinutes', 'Minutes between two, at the least', 45),
        minutes('maxMinutes', 'and at the most', 60),
        minutes('floorMinutes', 'On full days never less than', 1),
      ],
    },
  ],
})
