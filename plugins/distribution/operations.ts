import { channelAnalytics } from './analytics/operations/channelAnalytics.ts'
import { deliveryAnalytics } from './analytics/operations/deliveryAnalytics.ts'
import { answerTask } from './assist/operations/answerTask.ts'
import { listTasks } from './assist/operations/listTasks.ts'
import { readTask } from './assist/operations/readTask.ts'
import { registerDevice } from './assist/operations/registerDevice.ts'
import { connectPostiz } from './channels/operations/connectPostiz.ts'
import { listPostizGroups } from './channels/operations/listPostizGroups.ts'
import { postizBudget } from './channels/operations/postizBudget.ts'
import { postizStatus } from './channels/operations/postizStatus.ts'
import { reconnectLink } from './channels/operations/reconnectLink.ts'
import { runTool } from './channels/operations/runTool.ts'
import { settingsForm } from './channels/operations/settingsForm.ts'
import { syncChannels } from './channels/operations/syncChannels.ts'
import { cancelDelivery } from './distribute/operations/cancelDelivery.ts'
import { cancelPlan } from './distribute/operations/cancelPlan.ts'
import { checkPost } from './distribute/operations/checkPost.ts'
import { distribute } from './distribute/operations/distribute.ts'
import { planStatus } from './distribute/operations/planStatus.ts'
import { publishNow } from './distribute/operations/publishNow.ts'
import { reschedule } from './distribute/operations/reschedule.ts'
import { resolve } from './distribute/operations/resolve.ts'
import { retry } from './distribute/operations/retry.ts'
import type { Operation } from './operation.ts'
import { showQueues } from './watch/operations/showQueues.ts'

/** Every action that a person or a program can take, by name. */
export const operations = {
  distribute,
  planStatus,
  cancelPlan,
  cancelDelivery,
  reschedule,
  publishNow,
  retry,
  resolve,
  connectPostiz,
  listPostizGroups,
  postizStatus,
  postizBudget,
  syncChannels,
  settingsForm,
  runTool,
  checkPost,
  reconnectLink,
  channelAnalytics,
  deliveryAnalytics,
  registerDevice,
  listTasks,
  readTask,
  answerTask,
  showQueues,
}

/** The same as a list, from which the doors are made. */
export const operationList = Object.values(operations) as unknown as Operation[]
