/** What an HTTP status means as the result of a transfer. Not among the 70: the server's own number is reported as it is. */
import type { Text } from '../texts/text.ts';
import type { CodeRow } from './row.ts';

interface Advice {
  meaning: Text;
  remedy: CodeRow['remedy'];
}

const NO_ERROR: Advice = {
  meaning: {
    en: 'A status below 400 is no error and never the result of a failed transfer. A redirect (3xx) is followed as the task allows; see 626 and 633.',
    zh: '400 以下的状态码不是错误，不会成为失败传输的结果。重定向（3xx）按任务设置跟随，参见 626 和 633。',
  },
  remedy: {
    en: [
      'Nothing to do. If a transfer failed, explain the code of its result instead.',
      'To see the answer itself: `curl -sI URL`.',
    ],
    zh: ['无需处理。如果传输失败，请查询其结果中的错误码。', '如需查看响应本身：`curl -sI URL`。'],
  },
};

const CLIENT_ERROR: Advice = {
  meaning: {
    en: 'The server was reached and refuses this request: it holds the request, its address or its rights to be wrong.',
    zh: '服务器可以连接，但拒绝了该请求：服务器认为请求内容、地址或权限有误。',
  },
  remedy: {
    en: [
      'Open the same URL with `curl -v URL` and read the body of the answer: it usually says what is wrong.',
      'Check the URL, the method, the headers and the credentials of the task against what the operator of the server asks for.',
    ],
    zh: [
      '用 `curl -v URL` 打开同一 URL，阅读响应内容：通常会说明原因。',
      '将任务的 URL、方法、请求头和账号信息与服务器运维人员的要求逐项核对。',
    ],
  },
};

const SERVER_ERROR: Advice = {
  meaning: {
    en: 'The server was reached and failed itself while it worked on the request.',
    zh: '服务器可以连接，但在处理请求时自身出错。',
  },
  remedy: {
    en: [
      'Repeat the test after a minute. If it stays, give the time, the URL and the remote address to the operator of the server: its error log has the reason.',
      'Test a static file of the same server. If that works, the application behind this URL is at fault.',
    ],
    zh: [
      '一分钟后重测。如果仍然出现，请将时间、URL 和远端地址提供给服务器运维人员：原因可在其错误日志中查到。',
      '测试同一服务器上的静态文件。如果成功，说明问题在该 URL 背后的应用。',
    ],
  },
};

const ADVICE: Readonly<Record<number, Advice>> = {
  401: {
    meaning: {
      en: 'The server wants credentials, or those of the task are wrong.',
      zh: '服务器要求身份验证，或任务中的账号信息有误。',
    },
    remedy: {
      en: [
        'Enter user and password (or the token) in `request.auth`; look at WWW-Authenticate in `curl -v URL` for the kind.',
        'If they are set, try them by hand (`curl -v --user USER URL`) and have them renewed if they are refused there as well.',
      ],
      zh: [
        '在 `request.auth` 中填写用户名和密码（或令牌）；验证方式见 `curl -v URL` 输出的 WWW-Authenticate。',
        '如果已填写，请手动验证（`curl -v --user 用户名 URL`）；同样被拒绝则需更新账号信息。',
      ],
    },
  },
  403: {
    meaning: {
      en: 'The server understood the request and forbids it: no right to this file, or a rule against this address or client.',
      zh: '服务器理解请求但禁止访问：没有该文件的权限，或有规则限制了此地址或客户端。',
    },
    remedy: {
      en: [
        'Fetch the URL with a browser-like User-Agent and Referer (`curl -v -A "Mozilla/5.0" -e URL URL`). If that works, set `request.userAgent` and `request.headers` in the task: the server has hotlink or client rules.',
        'Try from another network. If it works there, this address is blocked: ask the operator (or the CDN) to allow it.',
        'A signed URL may have run out: get a fresh one.',
      ],
      zh: [
        '模拟浏览器的 User-Agent 和 Referer 获取（`curl -v -A "Mozilla/5.0" -e URL URL`）。如果成功，请在任务中设置 `request.userAgent` 和 `request.headers`：服务器有防盗链或客户端规则。',
        '换一个网络再试。如果成功，说明本机地址被限制，请运维人员（或 CDN）放行。',
        '带签名的 URL 可能已失效：请重新获取。',
      ],
    },
  },
  404: {
    meaning: {
      en: 'The server was reached and has nothing under this path.',
      zh: '服务器可以连接，但该路径下没有内容。',
    },
    remedy: {
      en: [
        'Check the path of the URL; capitals count on most servers. Open the folder above it, or the page that links to the file.',
        'If the path is right, ask the owner whether the file was moved or deleted.',
        'If it is found from another network, one node of the CDN lacks the file: give the remote address to its operator.',
      ],
      zh: [
        '检查 URL 的路径；多数服务器区分大小写。可打开上一级目录或链接到该文件的页面核对。',
        '如果路径正确，请向所有者确认文件是否被移动或删除。',
        '如果在其他网络可以找到，说明某个 CDN 节点缺少该文件：请将远端地址提供给运维人员。',
      ],
    },
  },
  407: {
    meaning: {
      en: 'The proxy, not the server, wants credentials.',
      zh: '要求身份验证的是代理，而不是服务器。',
    },
    remedy: {
      en: [
        'Put user and password into the proxy address of the task: http://USER:PASSWORD@PROXY:PORT.',
        'If the server can be reached without it, set `proxy` to none.',
      ],
      zh: [
        '在任务的代理地址中填写用户名和密码：http://用户名:密码@代理:端口。',
        '如果无需代理即可访问服务器，请将 `proxy` 设为 none。',
      ],
    },
  },
  429: {
    meaning: {
      en: 'The server counts requests, and this client has sent too many of them.',
      zh: '服务器限制请求次数，本客户端发送的请求过多。',
    },
    remedy: {
      en: [
        'Test less often: raise `repeat.intervalMs`, lower `--concurrency` and `threads`; the header Retry-After (`curl -sI URL`) says how long to wait.',
        'For regular tests, ask the operator to exempt this address.',
      ],
      zh: [
        '降低测试频率：调大 `repeat.intervalMs`，降低 `--concurrency` 和 `threads`；响应头 Retry-After（`curl -sI URL`）会说明需等待多久。',
        '如需定期测试，请运维人员将本机地址加入例外。',
      ],
    },
  },
  502: {
    meaning: {
      en: 'A gateway (proxy, CDN, load balancer) got no usable answer from the server behind it.',
      zh: '网关（代理、CDN、负载均衡）没有从后端服务器得到可用的响应。',
    },
    remedy: {
      en: [
        'Give the time and the remote address to the operator: the service behind the gateway is down or crashes.',
        'If a proxy of your own is set, test without it: `proxy` none.',
      ],
      zh: [
        '将时间和远端地址提供给运维人员：网关背后的服务已停止或崩溃。',
        '如果设置了自己的代理，请不经代理测试：`proxy` 设为 none。',
      ],
    },
  },
  503: {
    meaning: {
      en: 'The server is overloaded, being maintained, or has no backend left.',
      zh: '服务器过载、正在维护，或没有可用的后端。',
    },
    remedy: {
      en: [
        'Repeat after the time of the header Retry-After (`curl -sI URL`), or after some minutes.',
        'If it stays, ask the operator for maintenance or overload; many security filters answer 503 to clients they hold for robots, too.',
      ],
      zh: [
        '按响应头 Retry-After（`curl -sI URL`）的时间，或几分钟后重测。',
        '如果仍然出现，请向运维人员确认是否在维护或过载；许多防护系统也会对疑似机器人的客户端返回 503。',
      ],
    },
  },
  504: {
    meaning: {
      en: 'A gateway (proxy, CDN, load balancer) waited in vain for the server behind it.',
      zh: '网关（代理、CDN、负载均衡）等待后端服务器响应超时。',
    },
    remedy: {
      en: [
        'Repeat the test and note the seconds until the answer: always the same number is the time limit of the gateway. Give it to the operator with the time of day.',
        'Test a small static file of the same server. If that works, the application behind this URL is too slow.',
      ],
      zh: [
        '重测并记录到响应为止的秒数：每次相同即为网关的时限。请连同发生时间提供给运维人员。',
        '测试同一服务器上的小静态文件。如果成功，说明该 URL 背后的应用过慢。',
      ],
    },
  },
};

/** Those with advice of their own, and the plain ones of each kind. */
export const USUAL_STATUSES: readonly number[] = [400, 500, ...Object.keys(ADVICE).map(Number)].sort(
  (a, b) => a - b,
);

export function isHttpStatus(code: number): boolean {
  return Number.isInteger(code) && code >= 100 && code <= 599;
}

/** A row for the status, in the form of the table's rows. Only for what `isHttpStatus`. */
export function httpStatusRow(status: number): CodeRow {
  const name = `HTTP ${status}`;
  const advice = ADVICE[status] ?? (status < 400 ? NO_ERROR : status < 500 ? CLIENT_ERROR : SERVER_ERROR);
  return {
    code: status,
    name: { en: name, zh: name },
    meaning: advice.meaning,
    phase: 'response',
    side: status < 400 ? 'none' : status < 500 ? 'task' : 'server',
    // curl ends with 0 unless it is told to fail (-f).
    native: { curl: status < 400 ? [] : [22], wininet: [] },
    remedy: advice.remedy,
  };
}
