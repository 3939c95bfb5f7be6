import { acumatica, lexbizz } from './acumatica.ts'
import { certinia } from './certinia.ts'
import { exactOnline } from './exact-online.ts'
import { lightspeed } from './lightspeed.ts'
import { oauth2 } from './oauth2.ts'
import type { StandIn } from './stand-in.ts'

export const standIns: readonly StandIn[] = [lexbizz, acumatica, lightspeed, exactOnline, certinia, oauth2]
