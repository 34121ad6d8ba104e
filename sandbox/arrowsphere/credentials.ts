/** The key of header `apiKey`: public, and good for the sandbox alone. */
export const ARROWSPHERE_API_KEY = 'sandbox-arrowsphere-key';

/** The vendor's second way in: `Authorization: Bearer …` without an `apiKey`. */
export const ARROWSPHERE_TOKEN = 'sandbox-arrowsphere-token';
