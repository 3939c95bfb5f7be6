import { acumatica, lexbizz } from './acumatica.ts'
import type { StandIn } from './stand-in.ts'

export const standIns: readonly StandIn[] = [lexbizz, acumatica]
