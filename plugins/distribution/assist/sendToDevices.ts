import type { PushContent, PushResult } from '../channels/manual/push.ts'
import type { TenantRecord } from '../channels/readConnection.ts'
import type { Settings } from '../options.ts'
import { ownPushOf, pushOf } from './pushOf.ts'
import type { Device } from './readDevices.ts'

type Args = {
  settings: Settings
  /** Whose own Firebase project may be used besides that of the installation. */
  tenant?: TenantRecord
  devices: readonly Device[]
  content: Omit<PushContent, 'notification'> & {
    /** What it says, in a phone's language (BCP 47; null where it is unknown). */
    notificationIn: (language: string | null) => PushContent['notification']
  }
  signal?: AbortSignal
}

/** How it went for one phone. */
export type DeviceResult = { device: Device } & PushResult

const unknownProject = (device: Device): DeviceResult => ({
  device,
  token: device.token,
  kind: 'failed',
  code: 'PUSH_SENDER_MISMATCH',
  message: `Phone "${device.name}" is registered with the Firebase project ${device.project ?? 'of the installation'}, for which there are no credentials. Log in anew on the phone.`,
})

/** Sends one content to phones, each in its language and by the Firebase project that it is registered with. */
export const sendToDevices = async (args: Args): Promise<DeviceResult[]> => {
  const { settings, tenant, devices, signal } = args
  const { notificationIn, ...content } = args.content
  const groups = Map.groupBy(
    devices,
    ({ project, language }) => `${project ?? ''} ${language ?? ''}`,
  )
  const results: DeviceResult[] = []
  for (const group of groups.values()) {
    const { project = null, language = null } = group[0] ?? {}
    const isInstallation = !project || project === settings.push?.projectId
    const isOwn = !isInstallation && project === tenant?.push?.projectId
    const push = isInstallation ? pushOf(settings) : isOwn && tenant && ownPushOf(settings, tenant)
    if (!push) {
      results.push(...group.map(unknownProject))
      continue
    }
    const sent = await push.send({
      ...content,
      notification: notificationIn(language),
      tokens: group.map(({ token }) => token),
      signal,
    })
    const byToken = new Map(sent.results.map((result) => [result.token, result]))
    results.push(
      ...group.flatMap((device) => {
        const result = byToken.get(device.token)
        return result ? { device, ...result } : []
      }),
    )
  }
  return results
}
