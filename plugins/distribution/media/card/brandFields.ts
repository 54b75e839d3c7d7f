import type { Field } from 'payload'
import type { Settings } from '../../options.ts'
import { mediaId } from '../mediaId.ts'
import { brandSchema } from './cardSpec.ts'
import { families, fontChoices } from './fonts/families.ts'

const { colour } = brandSchema(mediaId).shape

const isColour = (value: unknown): true | string =>
  value === undefined ||
  value === null ||
  value === '' ||
  colour.safeParse(value).success ||
  'Give the colour as # and six digits, like #1d6f8a.'

const colourField = { components: { Field: 'postyard/client#ColourField' } }

/** How the cards of a tenant look. Cards that are made later have it; what is planned keeps the look that it has. */
export const brandFields = (settings: Settings): Field => ({
  name: 'brand',
  label: 'Look of its cards',
  type: 'group',
  admin: {
    description:
      'Cards that are made from now on have it. What is planned already keeps the look that it was planned with.',
  },
  fields: [
    {
      name: 'name',
      label: 'Name on cards',
      type: 'text',
      maxLength: 60,
      admin: { description: "Left empty, it is the client's name." },
    },
    {
      type: 'row',
      fields: [
        {
          name: 'colour',
          label: 'Main colour',
          type: 'text',
          validate: isColour,
          admin: { ...colourField, width: '50%' },
        },
        {
          name: 'second',
          label: 'Second colour',
          type: 'text',
          validate: isColour,
          admin: {
            ...colourField,
            width: '50%',
            description: 'For prices, buttons and badges. Left empty, they have the main colour.',
          },
        },
      ],
    },
    {
      name: 'font',
      label: 'Letters',
      type: 'select',
      options: fontChoices.map((value) => ({ label: families[value].name, value })),
      admin: {
        description:
          'Scripts that these letters lack, such as Arabic or Japanese, have fonts of their own.',
      },
    },
    {
      name: 'logo',
      type: 'upload',
      relationTo: settings.mediaSlug,
      // A client that is only being created has no files yet.
      filterOptions: ({ id }) =>
        id === undefined || id === null || id === ''
          ? false
          : { tenant: { equals: id }, mimeType: { contains: 'image' } },
      admin: {
        description:
          "From the client's media. Without one, cards show the first letter of its name.",
      },
    },
  ],
})
