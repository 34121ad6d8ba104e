import { arrowsphere } from './arrowsphere/index.js';
import { cloudcockpit } from './cloudcockpit/index.js';
import { dkhardware } from './dkhardware/index.js';
import { ion } from './ion/index.js';

/** Every provider the graph knows; each takes two lines here and a folder beside. */
export const providers = [arrowsphere, cloudcockpit, dkhardware, ion] as const;
