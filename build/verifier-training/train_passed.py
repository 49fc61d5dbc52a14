"""Train the verifier on what reaches it: pairs that pass the guards, with the texts as the decision hands them over.
train_passed.py START_MODEL POOL OUT_DIR [minutes [learning rate]]
POOL: lines {a, b, y, g, p} of pass-guards.ts. The learning rate falls with the time that is left."""
import sys,json,random,time,torch
from torch import nn
from transformers import AutoTokenizer,BertForSequenceClassification
start,pool,out=sys.argv[1:4]; MINUTES=float(sys.argv[4]) if len(sys.argv)>4 else 60; LR=float(sys.argv[5]) if len(sys.argv)>5 else 6e-5
torch.manual_seed(4); torch.set_num_threads(2); rnd=random.Random(41)
R=[json.loads(l) for l in open(pool)]
tok=AutoTokenizer.from_pretrained(start); m=BertForSequenceClassification.from_pretrained(start,hidden_dropout_prob=0.,attention_probs_dropout_prob=.1,attn_implementation='eager')
def logits(pairs,bs=128):
    m.eval(); ix=sorted(range(len(pairs)),key=lambda i:len(pairs[i][0])+len(pairs[i][1])); z=[0.]*len(pairs)
    with torch.no_grad(),torch.autocast('cpu',dtype=torch.bfloat16):
        for c in range(0,len(ix),bs):
            b=ix[c:c+bs]; e=tok([pairs[i][0]+'?' for i in b],[pairs[i][1] for i in b],padding=True,truncation='longest_first',max_length=128,return_tensors='pt')
            for i,v in zip(b,m(**e).logits.float().squeeze(1).tolist()): z[i]=v
    return z
def auc(z,y):
    o=sorted(range(len(z)),key=lambda i:z[i]); r=sum((k+1)*y[i] for k,i in enumerate(o)); p=sum(y); return (r-p*(p+1)/2)/(p*(len(y)-p))
def report(name,rows):
    z=logits([(x['a'],x['b']) for x in rows]); y=[x['y'] for x in rows]; o=sorted(range(len(z)),key=lambda i:-z[i])
    rec=lambda fp:next((sum(y[i] for i in o[:k])/sum(y) for k in range(len(o)) if sum(1-y[i] for i in o[:k+1])>fp*(len(y)-sum(y))),1.)
    print('   %-22s auc %.4f  recall at 0.5 %% false %.3f, 2 %% %.3f'%(name,auc(z,y),rec(.005),rec(.02)),flush=True)
def evaluate():
    held=[x for x in R if x['g'].startswith('held') and x['p']]
    for k in sorted({x['g'] for x in held}): report(k,[x for x in held if x['g']==k])
    report('all held back',held); report('questions (even rows)',[x for x in R if x['g']=='even' and x['p']])
evaluate()
of=lambda f: [x for x in R if x['p'] and f(x['g'])]
A=of(lambda g:g.startswith('train')); A+=[x for x in A if x['g'].startswith('train questions-')] # what the model before got wrong: twice
T=of(lambda g:g=='traps'); E=of(lambda g:g.startswith('edits')); I=of(lambda g:g=='intents'); Q=of(lambda g:g=='equal'); q=of(lambda g:g=='questions')
V=[x for x in R if not x['p'] and not x['y'] and not x['g'].startswith(('held','even'))]
# Quora marks loosely related questions as duplicates and leaves many duplicates unmarked: what is the same is learned from
# pairs by hand, and of Quora's labels only those are kept that the model agrees with anyway, or finds hardly the same
z=logits([(x['a'],x['b']) for x in q]); n=len(q); q0=[x for x,v in zip(q,z) if x['y']==0 and v<2.5]; q1=[x for x,v in zip(q,z) if x['y']==1 and v>3.5]
print(len(A),'pairs by hand',len(q0),len(q1),'of',n,'questions',len(T),'traps',len(E),'edits',len(I),'intents',len(V),'vetoed',flush=True)
cap=lambda xs,k: rnd.sample(xs,min(k,len(xs)))
def epoch():
    d=A+cap(q0,11000)+cap(q1,2000)+cap(T,2500)+cap(E,7000)+cap(I,1500)+cap(Q,1500)+cap(V,4500); rnd.shuffle(d); return d
def noisy(p,r):
    if rnd.random()<.6: p+='?' # as the decision does
    elif rnd.random()<.5: p+='?'; r+='?'
    if rnd.random()<.12: p,r=p.lower(),r.lower()
    return (p,r) if rnd.random()<.5 else (r,p)
for p in m.bert.embeddings.parameters(): p.requires_grad=False
P=[p for p in m.parameters() if p.requires_grad]; BS=64
opt=torch.optim.AdamW([dict(params=[p for p in P if p.dim()>1],weight_decay=.01),dict(params=[p for p in P if p.dim()<=1],weight_decay=0.)],lr=LR,fused=True)
lf=nn.BCEWithLogitsLoss(); t0=time.time(); run=None; s=k=0
left=lambda:1-(time.time()-t0)/60/MINUTES
while left()>0:
    d=epoch(); k+=1; B=[]; print('round',k,len(d),'pairs',flush=True)
    for c in range(0,len(d),BS*32):
        ch=sorted(d[c:c+BS*32],key=lambda x:len(x['a'])+len(x['b'])); bs=[ch[i:i+BS] for i in range(0,len(ch),BS)]; rnd.shuffle(bs); B+=bs
    m.train()
    for b in B:
        if left()<=0: break
        for g in opt.param_groups: g['lr']=LR*min((s+1)/100,max(.02,left()))
        pr=[noisy(x['a'],x['b']) for x in b]; e=tok([p for p,_ in pr],[r for _,r in pr],padding=True,truncation='longest_first',max_length=96,return_tensors='pt'); y=torch.tensor([[float(x['y'])] for x in b])
        with torch.autocast('cpu',dtype=torch.bfloat16): o=m(**e).logits
        l=lf(o.float(),y*.98+.01); opt.zero_grad(); l.backward(); nn.utils.clip_grad_norm_(P,1.); opt.step(); s+=1; run=l.item() if run is None else .98*run+.02*l.item()
        if s%200==0: print(s,'loss %.4f'%run,'%.1f pairs/s'%(s*BS/(time.time()-t0)),'%.2f left'%left(),flush=True)
    m.save_pretrained(out); tok.save_pretrained(out)
evaluate(); print('done',round(time.time()-t0))
