import { channelAnalytics } from './analytics/operations/channelAnalytics.ts'
import { deliveryAnalytics } from './analytics/operations/deliveryAnalytics.ts'
import { addProof } from './assist/operations/addProof.ts'
import { answerTask } from './assist/operations/answerTask.ts'
import { assignTask } from './assist/operations/assignTask.ts'
import { assistOverview } from './assist/operations/assistOverview.ts'
import { checkPush } from './assist/operations/checkPush.ts'
import { closeTask } from './assist/operations/closeTask.ts'
import { connectPush } from './assist/operations/connectPush.ts'
import { decideTask } from './assist/operations/decideTask.ts'
import { handOverTask } from './assist/operations/handOverTask.ts'
import { listAgents } from './assist/operations/listAgents.ts'
import { listComing } from './assist/operations/listComing.ts'
import { listDevices } from './assist/operations/listDevices.ts'
import { listPeople } from './assist/operations/listPeople.ts'
import { listTasks } from './assist/operations/listTasks.ts'
import { openTask } from './assist/operations/openTask.ts'
import { pushSettings } from './assist/operations/pushSettings.ts'
import { readComing } from './assist/operations/readComing.ts'
import { readHours } from './assist/operations/readHours.ts'
import { readTask } from './assist/operations/readTask.ts'
import { registerDevice } from './assist/operations/registerDevice.ts'
import { reportDevice } from './assist/operations/reportDevice.ts'
import { revokeDevice } from './assist/operations/revokeDevice.ts'
import { setHours } from './assist/operations/setHours.ts'
import { signInDevice } from './assist/operations/signInDevice.ts'
import { startEarly } from './assist/operations/startEarly.ts'
import { taskOfDelivery } from './assist/operations/taskOfDelivery.ts'
import { testPush } from './assist/operations/testPush.ts'
import { watchTasks } from './assist/operations/watchTasks.ts'
import { movePlan } from './calendar/operations/movePlan.ts'
import { readCalendar } from './calendar/operations/readCalendar.ts'
import { eraseReceipts } from './chain/operations/eraseReceipts.ts'
import { exportReceipts } from './chain/operations/exportReceipts.ts'
import { verifyChain } from './chain/operations/verifyChain.ts'
import { channelHealth } from './channels/operations/channelHealth.ts'
import { connectMail } from './channels/operations/connectMail.ts'
import { connectPostiz } from './channels/operations/connectPostiz.ts'
import { connectWebhook } from './channels/operations/connectWebhook.ts'
import { feedAddresses } from './channels/operations/feedAddresses.ts'
import { healthOfChannels } from './channels/operations/healthOfChannels.ts'
import { listChannels } from './channels/operations/listChannels.ts'
import { listPostizGroups } from './channels/operations/listPostizGroups.ts'
import { postizBudget } from './channels/operations/postizBudget.ts'
import { postizStatus } from './channels/operations/postizStatus.ts'
import { reconnectLink } from './channels/operations/reconnectLink.ts'
import { renewFeed } from './channels/operations/renewFeed.ts'
import { runTool } from './channels/operations/runTool.ts'
import { settingsForm } from './channels/operations/settingsForm.ts'
import { syncChannels } from './channels/operations/syncChannels.ts'
import { testWebhook } from './channels/operations/testWebhook.ts'
import { cancelClaim } from './claims/operations/cancelClaim.ts'
import { claimAnalytics } from './claims/operations/claimAnalytics.ts'
import { createClaimSource } from './claims/operations/createSource.ts'
import { deleteClaimSource } from './claims/operations/deleteSource.ts'
import { downloadClaim } from './claims/operations/downloadClaim.ts'
import { dropClaimLetter } from './claims/operations/dropLetter.ts'
import { ingestClaim } from './claims/operations/ingestClaim.ts'
import { listClaims } from './claims/operations/listClaims.ts'
import { listClaimLetters } from './claims/operations/listLetters.ts'
import { listClaimSources } from './claims/operations/listSources.ts'
import { previewClaim } from './claims/operations/previewClaim.ts'
import { publishClaim } from './claims/operations/publishClaim.ts'
import { publishClaimOnSeveral } from './claims/operations/publishClaimOnSeveral.ts'
import { readClaim } from './claims/operations/readClaim.ts'
import { renewClaimSource } from './claims/operations/renewSource.ts'
import { rescheduleClaim } from './claims/operations/rescheduleClaim.ts'
import { retryClaim } from './claims/operations/retryClaim.ts'
import { retryClaimLetter } from './claims/operations/retryLetter.ts'
import { scheduleClaim } from './claims/operations/scheduleClaim.ts'
import { setCaptions } from './claims/operations/setCaptions.ts'
import { setOverlays } from './claims/operations/setOverlays.ts'
import { uploadForClaim } from './claims/operations/uploadForClaim.ts'
import { planAlerts } from './distribute/network/operations/alerts.ts'
import { networkAnalytics } from './distribute/network/operations/analytics.ts'
import { networkHistory } from './distribute/network/operations/history.ts'
import { preview } from './distribute/network/operations/preview.ts'
import { networkProgress } from './distribute/network/operations/progress.ts'
import { startNetwork } from './distribute/network/operations/start.ts'
import { networkStatus } from './distribute/network/operations/status.ts'
import { cancelDelivery } from './distribute/operations/cancelDelivery.ts'
import { cancelPlan } from './distribute/operations/cancelPlan.ts'
import { checkPost } from './distribute/operations/checkPost.ts'
import { distribute } from './distribute/operations/distribute.ts'
import { haltPlan } from './distribute/operations/haltPlan.ts'
import { listDeadLetters } from './distribute/operations/listDeadLetters.ts'
import { listDeliveries } from './distribute/operations/listDeliveries.ts'
import { listPlans } from './distribute/operations/listPlans.ts'
import { listReceipts } from './distribute/operations/listReceipts.ts'
import { pausePlan } from './distribute/operations/pausePlan.ts'
import { planStatus } from './distribute/operations/planStatus.ts'
import { publishNow } from './distribute/operations/publishNow.ts'
import { readDelivery } from './distribute/operations/readDelivery.ts'
import { redriveDeadLetters } from './distribute/operations/redriveDeadLetters.ts'
import { reschedule } from './distribute/operations/reschedule.ts'
import { resolve } from './distribute/operations/resolve.ts'
import { resumePlan } from './distribute/operations/resumePlan.ts'
import { retry } from './distribute/operations/retry.ts'
import { retryFailed } from './distribute/operations/retryFailed.ts'
import { grantEntitlement } from './entitlements/operations/grantEntitlement.ts'
import { listEntitlements } from './entitlements/operations/listEntitlements.ts'
import { revokeEntitlement } from './entitlements/operations/revokeEntitlement.ts'
import { createSubscriber } from './events/operations/createSubscriber.ts'
import { deleteSubscriber } from './events/operations/deleteSubscriber.ts'
import { editSubscriber } from './events/operations/editSubscriber.ts'
import { listEventTypes } from './events/operations/listEventTypes.ts'
import { listSubscribers } from './events/operations/listSubscribers.ts'
import { pauseSubscriber } from './events/operations/pauseSubscriber.ts'
import { redriveSubscriber } from './events/operations/redriveSubscriber.ts'
import { replaySubscriber } from './events/operations/replaySubscriber.ts'
import { resumeSubscriber } from './events/operations/resumeSubscriber.ts'
import { rotateSubscriberSecret } from './events/operations/rotateSubscriberSecret.ts'
import { subscriberDeliveries } from './events/operations/subscriberDeliveries.ts'
import { testSubscriber } from './events/operations/testSubscriber.ts'
import { createKey } from './keys/operations/createKey.ts'
import { listKeys } from './keys/operations/listKeys.ts'
import { revokeKey } from './keys/operations/revokeKey.ts'
import { cancelRendition } from './media/operations/cancelRendition.ts'
import { postRenditions } from './media/operations/postRenditions.ts'
import { previewCard } from './media/operations/previewCard.ts'
import { retryRendition } from './media/operations/retryRendition.ts'
import type { Operation } from './operation.ts'
import { createPost } from './posts/operations/createPost.ts'
import { editPost } from './posts/operations/editPost.ts'
import { listPosts } from './posts/operations/listPosts.ts'
import { readPost } from './posts/operations/readPost.ts'
import { seriesBoards } from './series/operations/boards.ts'
import { chooseBoard } from './series/operations/chooseBoard.ts'
import { createSeries } from './series/operations/createSeries.ts'
import { dryRunFlightPlan } from './series/operations/dryRunFlightPlan.ts'
import { editSeries } from './series/operations/editSeries.ts'
import { seriesFeed } from './series/operations/feedAddresses.ts'
import { flightPlanQueue } from './series/operations/flightPlanQueue.ts'
import { flyNow } from './series/operations/flyNow.ts'
import { listFlightPlans } from './series/operations/listFlightPlans.ts'
import { listFlights } from './series/operations/listFlights.ts'
import { listItems } from './series/operations/listItems.ts'
import { listSeries } from './series/operations/listSeries.ts'
import { lookAheadFlights } from './series/operations/lookAheadFlights.ts'
import { pauseSeries } from './series/operations/pauseSeries.ts'
import { readFlightPlan } from './series/operations/readFlightPlan.ts'
import { readSeries } from './series/operations/readSeries.ts'
import { renewSeriesFeed } from './series/operations/renewFeed.ts'
import { replayFlightPlan } from './series/operations/replayFlightPlan.ts'
import { resumeSeries } from './series/operations/resumeSeries.ts'
import { returnItem } from './series/operations/returnItem.ts'
import { runFlightPlan } from './series/operations/runFlightPlan.ts'
import { seriesSources } from './series/operations/seriesSources.ts'
import { syncSource } from './series/operations/syncSource.ts'
import { trySeries } from './series/operations/trySeries.ts'
import { showQueues } from './watch/operations/showQueues.ts'

/** Every action that a person or a program can take, by name. */
export const operations = {
  listPosts,
  readPost,
  createPost,
  editPost,
  listChannels,
  listPlans,
  listDeliveries,
  readDelivery,
  listReceipts,
  listDeadLetters,
  redriveDeadLetters,
  distribute,
  planStatus,
  cancelPlan,
  pausePlan,
  resumePlan,
  retryFailed,
  startNetwork,
  networkStatus,
  networkProgress,
  networkHistory,
  networkAnalytics,
  haltPlan,
  planAlerts,
  cancelDelivery,
  reschedule,
  readCalendar,
  movePlan,
  publishNow,
  retry,
  resolve,
  connectPostiz,
  connectWebhook,
  connectMail,
  testWebhook,
  feedAddresses,
  renewFeed,
  listPostizGroups,
  postizStatus,
  postizBudget,
  syncChannels,
  ingestClaim,
  listClaimLetters,
  retryClaimLetter,
  dropClaimLetter,
  createClaimSource,
  listClaimSources,
  renewClaimSource,
  deleteClaimSource,
  settingsForm,
  runTool,
  listSeries,
  readSeries,
  createSeries,
  editSeries,
  pauseSeries,
  resumeSeries,
  syncSource,
  listItems,
  listFlightPlans,
  readFlightPlan,
  flightPlanQueue,
  runFlightPlan,
  dryRunFlightPlan,
  replayFlightPlan,
  lookAheadFlights,
  listFlights,
  flyNow,
  returnItem,
  seriesBoards,
  chooseBoard,
  seriesSources,
  trySeries,
  seriesFeed,
  renewSeriesFeed,
  listClaims,
  readClaim,
  scheduleClaim,
  rescheduleClaim,
  publishClaim,
  publishClaimOnSeveral,
  retryClaim,
  cancelClaim,
  setOverlays,
  setCaptions,
  uploadForClaim,
  previewClaim,
  downloadClaim,
  claimAnalytics,
  checkPost,
  previewVariants: preview,
  previewCard,
  postRenditions,
  cancelRendition,
  retryRendition,
  reconnectLink,
  channelHealth,
  healthOfChannels,
  channelAnalytics,
  deliveryAnalytics,
  registerDevice,
  signInDevice,
  listDevices,
  reportDevice,
  revokeDevice,
  testPush,
  pushSettings,
  connectPush,
  setHours,
  readHours,
  listTasks,
  readTask,
  openTask,
  closeTask,
  addProof,
  answerTask,
  handOverTask,
  listAgents,
  listComing,
  readComing,
  startEarly,
  assignTask,
  decideTask,
  assistOverview,
  watchTasks,
  listPeople,
  taskOfDelivery,
  checkPush,
  createKey,
  listKeys,
  revokeKey,
  exportReceipts,
  verifyChain,
  eraseReceipts,
  listEventTypes,
  createSubscriber,
  listSubscribers,
  editSubscriber,
  rotateSubscriberSecret,
  testSubscriber,
  pauseSubscriber,
  resumeSubscriber,
  replaySubscriber,
  subscriberDeliveries,
  redriveSubscriber,
  deleteSubscriber,
  grantEntitlement,
  listEntitlements,
  revokeEntitlement,
  showQueues,
}

/** The same as a list, from which the doors are made. */
export const operationList = Object.values(operations) as unknown as Operation[]
