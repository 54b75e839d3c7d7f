import { ConnectPush as ConnectPush_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ConnectPostiz as ConnectPostiz_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ColourField as ColourField_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { WatchTenantCollection as WatchTenantCollection_1d0591e3cf4f332c83a86da13a0de59a } from '@payloadcms/plugin-multi-tenant/client'
import { TenantField as TenantField_1d0591e3cf4f332c83a86da13a0de59a } from '@payloadcms/plugin-multi-tenant/client'
import { AssignTenantFieldTrigger as AssignTenantFieldTrigger_1d0591e3cf4f332c83a86da13a0de59a } from '@payloadcms/plugin-multi-tenant/client'
import { PostChannels as PostChannels_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { CardField as CardField_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { PostDeliveries as PostDeliveries_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { TimeCell as TimeCell_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { StateCell as StateCell_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { StateField as StateField_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ReconnectChannel as ReconnectChannel_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ChannelHealth as ChannelHealth_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { PlatformCell as PlatformCell_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { PlatformField as PlatformField_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { KindField as KindField_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ReasonCell as ReasonCell_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ReasonField as ReasonField_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ChannelSettings as ChannelSettings_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ConnectWebhook as ConnectWebhook_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { FeedAddresses as FeedAddresses_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ConnectMail as ConnectMail_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { NetworkLabel as NetworkLabel_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ChannelFigures as ChannelFigures_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { PlanActions as PlanActions_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { JsonField as JsonField_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { DeliveryActions as DeliveryActions_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { DeliveryActionsCell as DeliveryActionsCell_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ChannelCell as ChannelCell_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { LinkCell as LinkCell_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { LiveList as LiveList_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { RenditionActions as RenditionActions_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { RenditionActionsCell as RenditionActionsCell_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ProgressCell as ProgressCell_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { LiveRenditions as LiveRenditions_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { KeyField as KeyField_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { SeriesStanding as SeriesStanding_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { SeriesSource as SeriesSource_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { SeriesForesight as SeriesForesight_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { CampaignFigures as CampaignFigures_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { ClaimDesk as ClaimDesk_725df0b3caf1e5aacbb665a67ce2f0e7 } from 'postyard/client'
import { CalendarLink as CalendarLink_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { NetworkLink as NetworkLink_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { FlightsLink as FlightsLink_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { IncomingLink as IncomingLink_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { DeadLettersLink as DeadLettersLink_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { PeopleLink as PeopleLink_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { ApiLink as ApiLink_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { SubscribersLink as SubscribersLink_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { QueuesLink as QueuesLink_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { HealthLine as HealthLine_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { TenantSelector as TenantSelector_d6d5f193a167989e2ee7d14202901e62 } from '@payloadcms/plugin-multi-tenant/rsc'
import { PostyardProvider as PostyardProvider_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { TenantSelectionProvider as TenantSelectionProvider_d6d5f193a167989e2ee7d14202901e62 } from '@payloadcms/plugin-multi-tenant/rsc'
import { CalendarView as CalendarView_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { NetworkView as NetworkView_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { NetworkPlanView as NetworkPlanView_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { FlightsView as FlightsView_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { FlightPlanView as FlightPlanView_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { IncomingView as IncomingView_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { DeadLettersView as DeadLettersView_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { PeopleView as PeopleView_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { ApiView as ApiView_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { SubscribersView as SubscribersView_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { QueuesView as QueuesView_8186d8a203e9db5add40bd867efb806d } from 'postyard/rsc'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "postyard/client#ConnectPush": ConnectPush_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ConnectPostiz": ConnectPostiz_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ColourField": ColourField_725df0b3caf1e5aacbb665a67ce2f0e7,
  "@payloadcms/plugin-multi-tenant/client#WatchTenantCollection": WatchTenantCollection_1d0591e3cf4f332c83a86da13a0de59a,
  "@payloadcms/plugin-multi-tenant/client#TenantField": TenantField_1d0591e3cf4f332c83a86da13a0de59a,
  "@payloadcms/plugin-multi-tenant/client#AssignTenantFieldTrigger": AssignTenantFieldTrigger_1d0591e3cf4f332c83a86da13a0de59a,
  "postyard/client#PostChannels": PostChannels_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#CardField": CardField_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#PostDeliveries": PostDeliveries_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#TimeCell": TimeCell_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#StateCell": StateCell_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#StateField": StateField_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ReconnectChannel": ReconnectChannel_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ChannelHealth": ChannelHealth_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#PlatformCell": PlatformCell_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#PlatformField": PlatformField_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#KindField": KindField_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ReasonCell": ReasonCell_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ReasonField": ReasonField_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ChannelSettings": ChannelSettings_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ConnectWebhook": ConnectWebhook_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#FeedAddresses": FeedAddresses_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ConnectMail": ConnectMail_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#NetworkLabel": NetworkLabel_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ChannelFigures": ChannelFigures_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#PlanActions": PlanActions_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#JsonField": JsonField_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#DeliveryActions": DeliveryActions_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#DeliveryActionsCell": DeliveryActionsCell_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ChannelCell": ChannelCell_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#LinkCell": LinkCell_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#LiveList": LiveList_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#RenditionActions": RenditionActions_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#RenditionActionsCell": RenditionActionsCell_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ProgressCell": ProgressCell_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#LiveRenditions": LiveRenditions_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#KeyField": KeyField_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#SeriesStanding": SeriesStanding_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#SeriesSource": SeriesSource_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#SeriesForesight": SeriesForesight_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#CampaignFigures": CampaignFigures_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/client#ClaimDesk": ClaimDesk_725df0b3caf1e5aacbb665a67ce2f0e7,
  "postyard/rsc#CalendarLink": CalendarLink_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#NetworkLink": NetworkLink_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#FlightsLink": FlightsLink_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#IncomingLink": IncomingLink_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#DeadLettersLink": DeadLettersLink_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#PeopleLink": PeopleLink_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#ApiLink": ApiLink_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#SubscribersLink": SubscribersLink_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#QueuesLink": QueuesLink_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#HealthLine": HealthLine_8186d8a203e9db5add40bd867efb806d,
  "@payloadcms/plugin-multi-tenant/rsc#TenantSelector": TenantSelector_d6d5f193a167989e2ee7d14202901e62,
  "postyard/rsc#PostyardProvider": PostyardProvider_8186d8a203e9db5add40bd867efb806d,
  "@payloadcms/plugin-multi-tenant/rsc#TenantSelectionProvider": TenantSelectionProvider_d6d5f193a167989e2ee7d14202901e62,
  "postyard/rsc#CalendarView": CalendarView_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#NetworkView": NetworkView_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#NetworkPlanView": NetworkPlanView_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#FlightsView": FlightsView_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#FlightPlanView": FlightPlanView_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#IncomingView": IncomingView_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#DeadLettersView": DeadLettersView_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#PeopleView": PeopleView_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#ApiView": ApiView_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#SubscribersView": SubscribersView_8186d8a203e9db5add40bd867efb806d,
  "postyard/rsc#QueuesView": QueuesView_8186d8a203e9db5add40bd867efb806d,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
