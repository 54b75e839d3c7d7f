import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import type { Channel } from '../../model/channel.ts'
import { defineOperation, idInput, idOutput, type OperationContext } from '../../operation.ts'
import type { RemoteSettings } from '../postiz/index.ts'
import { askPostiz } from '../settings/askPostiz.ts'
import { describeForm } from '../settings/describeForm.ts'
import { settingsFormShape } from '../settings/form.ts'

type Asked = { remote?: RemoteSettings; fault?: { code: string; message: string } }

/** What Postiz says of the account; the form is of use without it, so a Postiz that is away only costs its part. */
const ask = async (context: OperationContext, channel: Channel): Promise<Asked> => {
  if (channel.kind !== 'postiz') return {}
  try {
    const { client, integrationId } = await askPostiz(context, channel)
    const reply = await client.readSettings({ integrationId })
    if (reply.ok) return { remote: reply.value }
    return { fault: { code: reply.fault.code, message: reply.fault.message } }
  } catch (error) {
    if (!(error instanceof DistributionError)) throw error
    return { fault: { code: error.code, message: error.message } }
  }
}

export const settingsForm = defineOperation({
  name: 'channels.settingsForm',
  summary:
    "Tells the settings that a channel's platform takes, as the fields of a form, with the channel's present ones and the tools that fill its lists.",
  route: { method: 'get', path: '/channels/{id}/settings-form' },
  input: z.strictObject({ id: idInput }),
  output: settingsFormShape.extend({
    channel: idOutput,
    postizFault: z.object({ code: z.string(), message: z.string() }).optional().meta({
      description: 'Why Postiz could not be asked; its own fields and tools are missing then.',
    }),
  }),
  permission: 'channels.read',
  errors: [],
  isReadOnly: true,
  isOutward: true,
  examples: {
    usual: {
      input: { id: exampleIds.postizChannel },
      output: {
        channel: exampleIds.postizChannel,
        platform: 'mastodon',
        name: 'Mastodon',
        rulesVersion: '2026-11-20',
        fields: [
          {
            path: 'visibility',
            label: 'Who sees it',
            kind: 'choice',
            isRequired: false,
            choices: [
              { value: 'public', label: 'Everybody' },
              { value: 'unlisted', label: 'Everybody, outside of lists' },
            ],
            default: 'public',
            source: 'rules',
          },
        ],
        tools: [],
        values: { visibility: 'public' },
        maxLength: 500,
      },
    },
  },
  run: async ({ id }, context) => {
    const channel = await findOwned<Channel>({
      context,
      collection: 'channels',
      id,
      permission: 'channels.read',
      what: 'channel',
    })
    const { remote, fault } = await ask(context, channel)
    return {
      channel: channel.id,
      ...describeForm({
        platform: channel.kind === 'postiz' ? channel.platform : '',
        values: channel.settings ?? {},
        remote,
      }),
      ...(fault ? { postizFault: fault } : {}),
    }
  },
})
